package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The state machine of the embedded ledger, with accounts of several ledgers. */
final class AccessLedger {
    private final StateMachine machine = new StateMachine(StateSettings.create());
    private final ByteBuffer body = Bytes.allocateDirect(Header.BODY_MAX);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private long last = 1_767_225_600_000_000_000L;
    private long ids = 1_000_000;

    /** Returns an id that nothing has yet. */
    UInt128 id() {
        ids++;
        return UInt128.of(ids);
    }

    void account(long id, int ledger, int code, int flags) {
        Account account = Account.builder()
                .id(id)
                .ledgerUnsigned(ledger)
                .code(code)
                .flags(flags)
                .build();
        ByteBuffer results = execute(Operation.CREATE_ACCOUNTS, EventEncoder.accounts(List.of(account)), 1);
        if (!CreateAccountResultCodec.decode(results, 0).status().isInLedger()) {
            throw new IllegalStateException("account " + id + " was not created");
        }
    }

    List<CreateTransferStatus> create(List<Transfer> transfers) {
        ByteBuffer results = execute(Operation.CREATE_TRANSFERS, EventEncoder.transfers(transfers), transfers.size());
        List<CreateTransferStatus> statuses = new ArrayList<>();
        for (int at = 0; at < results.limit(); at += CreateTransferResultCodec.SIZE) {
            statuses.add(CreateTransferResultCodec.decode(results, at).status());
        }
        return statuses;
    }

    CreateTransferStatus create(Transfer transfer) {
        return create(List.of(transfer)).get(0);
    }

    /** Returns a transfer as the ledger has recorded it. */
    Transfer recorded(UInt128 id) {
        ByteBuffer results = execute(Operation.LOOKUP_TRANSFERS, EventEncoder.ids(List.of(id)), 1);
        if (results.limit() != TransferCodec.SIZE) {
            throw new IllegalStateException("no transfer " + id);
        }
        return TransferCodec.decode(results, 0);
    }

    Account account(long id) {
        return AccountCodec.decode(execute(Operation.LOOKUP_ACCOUNTS, EventEncoder.ids(List.of(UInt128.of(id))), 1), 0);
    }

    /** Executes one batch and returns its results without the trailer. */
    ByteBuffer execute(Operation operation, ByteBuffer events, int count) {
        ByteBuffer batch = events.slice(0, count * operation.eventSize());
        ByteBuffer reply = executeBody(operation, BatchedBody.write(operation, List.of(batch), operation.eventSize()));
        int payload = operation.isMultiBatch()
                ? MultiBatch.payloadSize(reply, 0, reply.limit(), operation.resultSize())
                : reply.limit();
        return Bytes.allocate(payload).put(0, reply, 0, payload);
    }

    /** Executes a request and returns the body of the reply. */
    ByteBuffer executeBody(Operation operation, ByteBuffer request) {
        body.put(0, request, 0, request.limit());
        ValidatedRequest valid = Objects.requireNonNull(machine.validate(operation, body, 0, request.limit()));
        last += 1 + valid.timestampsNeeded();
        int replied = machine.execute(valid, last, reply, 0);
        return Bytes.allocate(replied).put(0, reply, 0, replied);
    }
}
