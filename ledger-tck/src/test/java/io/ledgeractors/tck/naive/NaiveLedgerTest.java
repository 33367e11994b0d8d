package io.ledgeractors.tck.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests rules of the naive ledger that no recording shows. */
class NaiveLedgerTest {
    private static final long SECOND = 1_000_000_000;

    private final NaiveLedger ledger = new NaiveLedger();

    @Test
    void shouldRefuseAnImportedPostOfAPendingTransferWithTimeout() {
        openAccounts(10);
        assertThat(create(100, transfer(1).flags(TransferFlags.PENDING).timeout(5))
                        .status())
                .isEqualTo(CreateTransferStatus.Created);
        Transfer.Builder post = resolving(2, TransferFlags.POST_PENDING_TRANSFER | TransferFlags.IMPORTED);
        assertThat(create(300, post.timestamp(200)).status())
                .isEqualTo(CreateTransferStatus.ImportedEventTimeoutMustBeZero);
        assertThat(create(400, resolving(2, TransferFlags.POST_PENDING_TRANSFER))
                        .status())
                .isEqualTo(CreateTransferStatus.Created);
    }

    @Test
    void shouldPreferEveryOtherAnswerToTheOneThatARealServerCannotGive() {
        openAccounts(10);
        create(100, transfer(1).flags(TransferFlags.PENDING).timeout(5));
        Transfer.Builder post = resolving(2, TransferFlags.POST_PENDING_TRANSFER | TransferFlags.IMPORTED);
        assertThat(create(300, post.timestamp(50)).status())
                .isEqualTo(CreateTransferStatus.ImportedEventTimestampMustNotRegress);
        create(400, transfer(3).flags(TransferFlags.PENDING | TransferFlags.CLOSING_DEBIT));
        assertThat(create(600, post.timestamp(500)).status()).isEqualTo(CreateTransferStatus.DebitAccountAlreadyClosed);
    }

    @Test
    void shouldKeepAnImportedTransferAndAnExpiryApart() {
        openAccounts(10);
        create(100, transfer(1).flags(TransferFlags.PENDING).timeout(1));
        assertThat(ledger.nextExpiry()).isEqualTo(100 + SECOND);
        assertThat(ledger.pulse(2 * SECOND, 8_190)).isEqualTo(1);
        Transfer.Builder imported = transfer(2).flags(TransferFlags.IMPORTED);
        assertThat(create(3 * SECOND, imported.timestamp(2 * SECOND)).status())
                .isEqualTo(CreateTransferStatus.ImportedEventTimestampMustNotRegress);
        assertThat(create(4 * SECOND, imported.timestamp(2 * SECOND - 1)).status())
                .isEqualTo(CreateTransferStatus.Created);
        assertThat(ledger.getChangeEvents(new ChangeEventsFilter(0, 0, 10), 10).stream()
                        .map(ChangeEvent::type))
                .containsExactly(
                        ChangeEventType.TWO_PHASE_PENDING,
                        ChangeEventType.SINGLE_PHASE,
                        ChangeEventType.TWO_PHASE_EXPIRED);
    }

    @Test
    void shouldRefuseTimeoutsBeyondTheEndOfTime() {
        long late = Long.MAX_VALUE - 3 * SECOND;
        openAccounts(late - 10);
        assertThat(create(late, transfer(1).flags(TransferFlags.PENDING).timeout(4))
                        .status())
                .isEqualTo(CreateTransferStatus.OverflowsTimeout);
        assertThat(create(late + 1, transfer(1).flags(TransferFlags.PENDING).timeout(3))
                        .status())
                .isEqualTo(CreateTransferStatus.OverflowsTimeout);
        assertThat(create(late + 2, transfer(1).flags(TransferFlags.PENDING).timeout(2))
                        .status())
                .isEqualTo(CreateTransferStatus.Created);
    }

    @Test
    void shouldExpireTheEarliestFirstAndNoMoreThanAsked() {
        openAccounts(10);
        create(100, transfer(1).flags(TransferFlags.PENDING).timeout(3));
        create(200, transfer(2).flags(TransferFlags.PENDING).timeout(1));
        create(300, transfer(3).flags(TransferFlags.PENDING).timeout(2));
        assertThat(ledger.pulse(4 * SECOND, 2)).isEqualTo(2);
        assertThat(ledger.nextExpiry()).isEqualTo(100 + 3 * SECOND);
        assertThat(ledger.pulse(5 * SECOND, 2)).isEqualTo(1);
        assertThat(ledger.nextExpiry()).isEqualTo(Long.MAX_VALUE);
        List<ChangeEvent> expiries = ledger.getChangeEvents(new ChangeEventsFilter(SECOND, 0, 10), 10);
        assertThat(expiries.stream().map(event -> event.transfer().id().low())).containsExactly(2L, 3L, 1L);
        assertThat(expiries.stream().map(ChangeEvent::timestamp))
                .containsExactly(4 * SECOND - 1, 4 * SECOND, 5 * SECOND);
    }

    private void openAccounts(long timestamp) {
        ledger.createAccounts(timestamp, List.of(account(1), account(2)));
    }

    private static AccountEvent account(long id) {
        return new AccountEvent(
                Account.builder().id(UInt128.of(id)).ledger(1).code(1).build(), 0);
    }

    private CreateTransferResult create(long timestamp, Transfer.Builder transfer) {
        return ledger.createTransfers(timestamp, List.of(transfer.build())).get(0);
    }

    private static Transfer.Builder transfer(long id) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(1))
                .creditAccountId(UInt128.of(2))
                .amount(UInt128.of(10))
                .ledger(1)
                .code(1);
    }

    private static Transfer.Builder resolving(long id, int flags) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .pendingId(UInt128.of(1))
                .amount(UInt128.MAX)
                .flags(flags);
    }
}
