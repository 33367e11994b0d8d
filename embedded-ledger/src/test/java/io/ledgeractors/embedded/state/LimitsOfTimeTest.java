package io.ledgeractors.embedded.state;

import static io.ledgeractors.embedded.state.Book.account;
import static io.ledgeractors.embedded.state.Book.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests rules about timestamps that no present-day clock reaches, and when pending transfers expire. */
class LimitsOfTimeTest {
    private static final long SECOND = 1_000_000_000L;

    private final StateMachine machine = new StateMachine(StateSettings.create());
    private final ByteBuffer reply = Bytes.allocate(Header.BODY_MAX);

    @BeforeEach
    void openAccounts() {
        ByteBuffer body = Book.body(Operation.CREATE_ACCOUNTS, 2, 2);
        Account.Builder account = account(1);
        AccountCodec.encode(account.build(), body, 0);
        AccountCodec.encode(account.id(UInt128.of(2)).build(), body, AccountCodec.SIZE);
        machine.execute(Operation.CREATE_ACCOUNTS, 10, body, 0, body.limit(), reply, 0);
    }

    @Test
    void shouldRefuseATimeoutBeyondTheEndOfTime() {
        long late = Long.MAX_VALUE - 5 * SECOND;
        assertThat(create(late, pending(1, 6))).isEqualTo(CreateTransferStatus.OverflowsTimeout);
        assertThat(create(late + 1, pending(1, 5))).isEqualTo(CreateTransferStatus.OverflowsTimeout);
        assertThat(create(late, pending(1, 5).amount(UInt128.MAX))).isEqualTo(CreateTransferStatus.Created);
        assertThat(create(late + 2, pending(2, 5))).isEqualTo(CreateTransferStatus.OverflowsDebitsPending);
    }

    @Test
    void shouldCheckTheTimeoutBeforeTheLimitsOfAccounts() {
        ByteBuffer body = Book.body(Operation.CREATE_ACCOUNTS, 1, 1);
        AccountCodec.encode(account(3).flags(2).build(), body, 0);
        machine.execute(Operation.CREATE_ACCOUNTS, 20, body, 0, body.limit(), reply, 0);
        Transfer.Builder transfer = pending(1, 10).debitAccountId(UInt128.of(3));
        assertThat(create(Long.MAX_VALUE - SECOND, transfer)).isEqualTo(CreateTransferStatus.OverflowsTimeout);
        assertThat(create(Long.MAX_VALUE - 1, transfer.timeout(0))).isEqualTo(CreateTransferStatus.ExceedsCredits);
    }

    @Test
    void shouldExpireByTimeThenByAgeAndNotBefore() {
        assertThat(machine.nextExpiry()).isEqualTo(Long.MAX_VALUE);
        create(100, pending(1, 3));
        create(101, pending(2, 1));
        create(102, pending(3, 1));
        assertThat(machine.nextExpiry()).isEqualTo(101 + SECOND);
        assertThat(machine.pulse(100 + SECOND)).isZero();
        assertThat(machine.pulse(101 + SECOND)).isEqualTo(1);
        assertThat(machine.lastTimestamp()).isEqualTo(101 + SECOND);
        assertThat(machine.nextExpiry()).isEqualTo(102 + SECOND);
        assertThat(machine.pulse(100 + 3 * SECOND)).isEqualTo(2);
        assertThat(machine.nextExpiry()).isEqualTo(Long.MAX_VALUE);
        assertThat(machine.pulse(300 + 3 * SECOND)).isZero();
    }

    @Test
    void shouldExpireTheOlderFirstOfTwoAtOneTimeAndNeitherEarly() {
        create(SECOND, pending(1, 2));
        create(2 * SECOND, pending(2, 1));
        assertThat(machine.nextExpiry()).isEqualTo(3 * SECOND);
        assertThat(machine.pulse(3 * SECOND)).isEqualTo(1);
        assertThat(create(3 * SECOND + 1, transfer(3, 1, 2, 1))).isEqualTo(CreateTransferStatus.Created);
        assertThat(machine.pulse(3 * SECOND + 2)).isEqualTo(1);
        assertThat(machine.lastTimestamp()).isEqualTo(3 * SECOND + 2);
    }

    @Test
    void shouldNotExpireTransfersThatWerePostedOrVoided() {
        create(100, pending(1, 1));
        create(101, pending(2, 2));
        create(
                102,
                Transfer.builder()
                        .id(UInt128.of(3))
                        .pendingId(UInt128.of(1))
                        .flags(TransferFlags.VOID_PENDING_TRANSFER));
        assertThat(machine.nextExpiry()).isEqualTo(101 + 2 * SECOND);
        assertThat(machine.pulse(10 * SECOND)).isEqualTo(1);
    }

    @Test
    void shouldNotPostATransferThatIsDueButNotExpiredYet() {
        create(100, pending(1, 1));
        Transfer.Builder post = Transfer.builder()
                .id(UInt128.of(2))
                .pendingId(UInt128.of(1))
                .amount(UInt128.MAX)
                .flags(TransferFlags.POST_PENDING_TRANSFER);
        assertThat(create(100 + SECOND, post)).isEqualTo(CreateTransferStatus.PendingTransferExpired);
        assertThat(machine.pulse(200 + SECOND)).isEqualTo(1);
        assertThat(create(300 + SECOND, post)).isEqualTo(CreateTransferStatus.PendingTransferExpired);
    }

    @Test
    void shouldRefuseATimestampThatAnEarlierEventHas() {
        create(100, pending(1, 0));
        assertThatThrownBy(() -> create(100, pending(2, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> create(0, pending(2, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThat(create(101, pending(2, 0))).isEqualTo(CreateTransferStatus.Created);
    }

    private static Transfer.Builder pending(long id, int timeout) {
        return transfer(id, 1, 2, 1).flags(TransferFlags.PENDING).timeout(timeout);
    }

    private CreateTransferStatus create(long timestamp, Transfer.Builder transfer) {
        ByteBuffer body = Book.body(Operation.CREATE_TRANSFERS, 1, 1);
        TransferCodec.encode(transfer.build(), body, 0);
        machine.execute(Operation.CREATE_TRANSFERS, timestamp, body, 0, body.limit(), reply, 0);
        return CreateTransferResultCodec.decode(reply, 0).status();
    }
}
