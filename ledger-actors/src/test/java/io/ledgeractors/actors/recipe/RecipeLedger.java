package io.ledgeractors.actors.recipe;

import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The state machine of the embedded ledger, with accounts on one ledger and a clock that tests move. */
final class RecipeLedger {
    private static final long SECOND = 1_000_000_000L;
    private static final int CODE = 7;

    private final StateMachine machine = new StateMachine(StateSettings.create());
    private final ByteBuffer body = Bytes.allocateDirect(1 << 16);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private long now = 1_767_225_600 * SECOND;
    private long last;
    private long ids;

    /** Returns an id that nothing has yet. */
    UInt128 id() {
        ids++;
        return UInt128.of(ids);
    }

    UInt128 account(int flags) {
        Account account =
                Account.builder().id(id()).ledger(1).code(CODE).flags(flags).build();
        AccountCodec.encode(account, body, 0);
        execute(Operation.CREATE_ACCOUNTS, 1);
        return account.id();
    }

    UInt128 noDebit() {
        return account(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
    }

    UInt128 noCredit() {
        return account(AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS);
    }

    Account read(UInt128 account) {
        Bytes.putU128(body, 0, account);
        execute(Operation.LOOKUP_ACCOUNTS, 1);
        return AccountCodec.decode(reply, 0);
    }

    Transfer stored(UInt128 transfer) {
        Bytes.putU128(body, 0, transfer);
        execute(Operation.LOOKUP_TRANSFERS, 1);
        return TransferCodec.decode(reply, 0);
    }

    Transfer.Builder transfer(UInt128 debit, UInt128 credit, UInt128 amount) {
        return Transfer.builder()
                .id(id())
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(amount)
                .ledger(1)
                .code(CODE);
    }

    Transfer posted(UInt128 debit, UInt128 credit, long amount) {
        return transfer(debit, credit, UInt128.of(amount)).build();
    }

    Transfer pending(UInt128 debit, UInt128 credit, long amount, int timeout) {
        return transfer(debit, credit, UInt128.of(amount))
                .flags(TransferFlags.PENDING)
                .timeout(timeout)
                .build();
    }

    Transfer post(Transfer pending, long amount) {
        return settle(pending, TransferFlags.POST_PENDING_TRANSFER, UInt128.of(amount));
    }

    Transfer voiding(Transfer pending) {
        return settle(pending, TransferFlags.VOID_PENDING_TRANSFER, UInt128.ZERO);
    }

    private Transfer settle(Transfer pending, int flag, UInt128 amount) {
        return Transfer.builder()
                .id(id())
                .pendingId(pending.id())
                .amount(amount)
                .flags(flag)
                .build();
    }

    /** Returns true if all of them were created. */
    boolean accepts(Transfer... transfers) {
        return accepts(List.of(transfers));
    }

    boolean accepts(List<Transfer> transfers) {
        return statuses(transfers).stream().allMatch(status -> status == CreateTransferStatus.Created);
    }

    List<CreateTransferStatus> statuses(List<Transfer> transfers) {
        return create(transfers).stream().map(CreateTransferResult::status).toList();
    }

    List<CreateTransferResult> create(List<Transfer> transfers) {
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), body, i * TransferCodec.SIZE);
        }
        execute(Operation.CREATE_TRANSFERS, transfers.size());
        List<CreateTransferResult> results = new ArrayList<>();
        for (int i = 0; i < transfers.size(); i++) {
            results.add(CreateTransferResultCodec.decode(reply, i * CreateTransferResultCodec.SIZE));
        }
        return results;
    }

    /** Moves the clock by a little more than this number of seconds, and lets due reserves expire. */
    void pass(int seconds) {
        now += seconds * SECOND + SECOND / 1000;
        while (machine.nextExpiry() <= now) {
            last = Math.max(now, last + 1) + StateMachine.PULSE_TIMESTAMPS;
            machine.pulse(last);
        }
    }

    private void execute(Operation operation, int events) {
        int length = MultiBatch.writeTrailer(body, 0, new int[] {events}, 1, operation.eventSize());
        ValidatedRequest request = Objects.requireNonNull(machine.validate(operation, body, 0, length));
        last = Math.max(now, last + 1) + request.timestampsNeeded();
        machine.execute(request, last, reply, 0);
    }
}
