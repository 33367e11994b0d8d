package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SubmitTest {
    private static final Consumer<RawReply> NOBODY = reply -> {};

    @Test
    void shouldCountTheEventsBetweenPositionAndLimit() {
        LedgerBatcher.Submit submit = LedgerBatcher.Submit.of(
                Operation.LOOKUP_ACCOUNTS, Bytes.allocate(64).position(16), NOBODY);
        assertThat(submit.count()).isEqualTo(3);
        assertThat(submit.results()).isEqualTo(3);
        assertThat(submit.order()).isZero();
        assertThat(submit.isBulk()).isFalse();
    }

    @Test
    void shouldTellImportedEventsFromOthers() {
        ByteBuffer transfers = Bytes.allocate(256);
        TransferCodec.encode(
                Transfer.builder()
                        .flags(TransferFlags.IMPORTED | TransferFlags.LINKED)
                        .build(),
                transfers,
                0);
        ByteBuffer accounts = Bytes.allocate(128);
        AccountCodec.encode(Account.builder().flags(AccountFlags.IMPORTED).build(), accounts, 0);
        assertThat(LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS, transfers, NOBODY)
                        .isImported())
                .isTrue();
        assertThat(LedgerBatcher.Submit.of(Operation.CREATE_ACCOUNTS, accounts, NOBODY)
                        .withLane(Lane.BULK)
                        .withOrder(1)
                        .isImported())
                .isTrue();
        assertThat(LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS, transfers.slice(128, 128), NOBODY)
                        .isImported())
                .isFalse();
        assertThat(LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS, Bytes.allocate(0), NOBODY)
                        .isImported())
                .isFalse();
    }

    @Test
    void shouldTakeTheLimitOfAQueryAsItsWorstReply() {
        AccountFilter filter =
                AccountFilter.builder().accountId(UInt128.of(1)).limit(100).build();
        assertThat(LedgerRequest.getAccountTransfers(filter).to(reply -> {}).results())
                .isEqualTo(100);
        AccountFilter greatest = new AccountFilter(UInt128.of(1), UInt128.ZERO, 0, 0, 0, 0, 0, -1, 3);
        assertThat(LedgerRequest.getAccountTransfers(greatest).to(reply -> {}).results())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldTakeAFullReplyAsTheWorstOfAQueryWithoutALimit() {
        AccountFilter ofAccount =
                AccountFilter.builder().accountId(UInt128.of(1)).build();
        assertThat(LedgerRequest.getAccountTransfers(ofAccount).to(reply -> {}).results())
                .isEqualTo(8_189);
        assertThat(LedgerRequest.getAccountBalances(ofAccount).to(reply -> {}).results())
                .isEqualTo(8_189);
        QueryFilter any = QueryFilter.builder().build();
        assertThat(LedgerRequest.queryAccounts(any).to(reply -> {}).results()).isEqualTo(8_189);
        assertThat(LedgerRequest.queryTransfers(any).to(reply -> {}).results()).isEqualTo(8_189);
        ChangeEventsFilter events = ChangeEventsFilter.builder().build();
        assertThat(LedgerRequest.getChangeEvents(events).to(reply -> {}).results())
                .isEqualTo(2_730);
    }

    @Test
    void shouldTakeATimeOutThatIsTooLongForNanosecondsAsACentury() {
        LedgerBatcher.Submit ask = LedgerRequest.lookupAccounts(List.of()).to(reply -> {});
        assertThat(ask.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)).timeoutNanos())
                .isEqualTo(Duration.ofDays(36_500).toNanos());
        assertThat(ask.withTimeout(Duration.ofMillis(2)).timeoutNanos()).isEqualTo(2_000_000);
    }

    @Test
    void shouldRefuseWhatIsNoWholeNumberOfEvents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS, Bytes.allocate(130), NOBODY))
                .withMessageContaining("128");
    }

    @Test
    void shouldRefuseOperationsOfOldClients() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS_PLAIN, Bytes.allocate(128), NOBODY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerBatcher.Submit.of(Operation.REGISTER, Bytes.allocate(256), NOBODY));
    }

    @Test
    void shouldRefuseAQueryWithoutExactlyOneFilter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerBatcher.Submit.of(Operation.QUERY_ACCOUNTS, Bytes.allocate(128), NOBODY));
    }
}
