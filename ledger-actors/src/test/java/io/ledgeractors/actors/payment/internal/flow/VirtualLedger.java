package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.internal.batching.SessionInfo;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The embedded ledger's state machine, with a time that the caller gives. */
final class VirtualLedger {
    private static final int BODY = 1 << 17;

    private interface Encoder<T> {
        void encode(T value, ByteBuffer buffer, int offset);
    }

    private interface Decoder<T> {
        T decode(ByteBuffer buffer, int offset);
    }

    private final StateMachine machine = new StateMachine(StateSettings.create().withBatchSizeLimit(BODY));
    private final ByteBuffer request = Bytes.allocate(BODY);
    private final ByteBuffer reply = Bytes.allocate(Header.BODY_MAX);
    private long last;
    private long sessions;
    private long awayUntil;

    /** Returns true if the ledger answers. */
    boolean isThere(long now) {
        return now >= awayUntil;
    }

    /** Returns when the ledger answers again, ns since 1970. */
    long backAt() {
        return awayUntil;
    }

    void goAwayUntil(long time) {
        awayUntil = time;
    }

    /** Registers a session. */
    SessionInfo register(Limits limits, long now) {
        expire(now);
        last = Math.max(now, last + 1);
        return new SessionInfo(limits, ++sessions, last);
    }

    /** Lets the reserves expire that are due. */
    void expire(long now) {
        while (machine.nextExpiry() <= now) {
            last = Math.max(now, last + 1) + StateMachine.PULSE_TIMESTAMPS;
            machine.pulse(last);
        }
    }

    void createAccounts(List<Account> accounts, long now) {
        execute(
                Operation.CREATE_ACCOUNTS,
                accounts,
                AccountCodec::encode,
                CreateAccountResultCodec::decode,
                CreateAccountResultCodec.SIZE,
                now);
    }

    LedgerReply.Results<CreateTransferResult> create(List<Transfer> transfers, long now) {
        return execute(
                Operation.CREATE_TRANSFERS,
                transfers,
                TransferCodec::encode,
                CreateTransferResultCodec::decode,
                CreateTransferResultCodec.SIZE,
                now);
    }

    LedgerReply.Results<Transfer> lookUp(List<UInt128> ids, long now) {
        return execute(
                Operation.LOOKUP_TRANSFERS,
                ids,
                (id, buffer, at) -> Bytes.putU128(buffer, at, id),
                TransferCodec::decode,
                TransferCodec.SIZE,
                now);
    }

    LedgerReply.Results<Transfer> query(QueryFilter filter, long now) {
        return execute(
                Operation.QUERY_TRANSFERS,
                List.of(filter),
                QueryFilterCodec::encode,
                TransferCodec::decode,
                TransferCodec.SIZE,
                now);
    }

    List<Account> accounts(List<UInt128> ids, long now) {
        return this.<UInt128, Account>execute(
                        Operation.LOOKUP_ACCOUNTS,
                        ids,
                        (id, buffer, at) -> Bytes.putU128(buffer, at, id),
                        AccountCodec::decode,
                        AccountCodec.SIZE,
                        now)
                .results();
    }

    private <E, R> LedgerReply.Results<R> execute(
            Operation operation, List<E> events, Encoder<E> encoder, Decoder<R> decoder, int resultSize, long now) {
        expire(now);
        int size = operation.eventSize();
        int trailer = MultiBatch.trailerSize(1, size);
        int length = events.size() * size + trailer;
        for (int i = 0; i < events.size(); i++) {
            encoder.encode(events.get(i), request, i * size);
        }
        ByteBuffer body = request.slice(0, length).order(ByteOrder.LITTLE_ENDIAN);
        MultiBatch.writeTrailer(body, 0, new int[] {events.size()}, 1, size);
        Outcome.Reply replied = execute(operation, length, now);
        ByteBuffer results = replied.body();
        int count = MultiBatch.count(results, 0, results.limit(), 0);
        List<R> decoded = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            decoded.add(decoder.decode(results, i * resultSize));
        }
        return new LedgerReply.Results<>(decoded, replied.timestamp());
    }

    /** Executes a request with its trailer as it is. */
    Outcome.Reply execute(Operation operation, ByteBuffer body, long now) {
        expire(now);
        request.put(0, body, 0, body.limit());
        return execute(operation, body.limit(), now);
    }

    private Outcome.Reply execute(Operation operation, int length, long now) {
        ValidatedRequest validated = machine.validate(operation, request, 0, length);
        if (validated == null) {
            throw new IllegalArgumentException("the ledger takes no such " + operation + " of " + length + " bytes");
        }
        last = Math.max(now, last + 1) + validated.timestampsNeeded();
        int replied = machine.execute(validated, last, reply, 0);
        ByteBuffer copy = Bytes.allocate(replied);
        copy.put(0, reply, 0, replied);
        return new Outcome.Reply(copy, last);
    }
}
