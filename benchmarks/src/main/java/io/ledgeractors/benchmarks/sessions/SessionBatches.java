package io.ledgeractors.benchmarks.sessions;

import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.server.BareSessions;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.client.Transport;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Prepared batches through the bare session of native-client. They are sent either with the operation of release 0.17
 * or with that of the official client 0.16.30. The reply of the former has a result for each transfer. The reply of the
 * latter has results of failures only, so it has no body if all transfers were created.
 */
public final class SessionBatches extends BatchLoop {
    private final String name;
    private final LedgerSession session;
    private final Operation operation;
    private final Body[] bodies = {Body.empty(), Body.empty()};
    private int size;

    /** Opens a session over the best transport. Blocks the caller. */
    public SessionBatches(Target target, TransferGenerator generator) {
        this("bare session", Transport.AUTO, Operation.CREATE_TRANSFERS, target, generator);
    }

    private SessionBatches(
            String name, Transport transport, Operation operation, Target target, TransferGenerator generator) {
        super(generator);
        this.name = name;
        this.operation = operation;
        this.session = BareSessions.open(target, transport).session();
    }

    /** Returns a contender whose session uses this transport only. */
    public static BiFunction<Target, TransferGenerator, Contender> over(Transport transport) {
        return (target, generator) ->
                new SessionBatches("session, " + transport, transport, Operation.CREATE_TRANSFERS, target, generator);
    }

    /** Returns a contender that sends the operation of the official client 0.16.30. */
    public static SessionBatches asOfficial(Target target, TransferGenerator generator) {
        return new SessionBatches(
                "session, same operation", Transport.AUTO, Operation.CREATE_TRANSFERS_PLAIN, target, generator);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void allocate(int newSize) {
        size = newSize;
        SplittableRandom random = new SplittableRandom(size);
        int trailer = isPlain() ? 0 : MultiBatch.trailerSize(1, TransferCodec.SIZE);
        for (int slot = 0; slot < bodies.length; slot++) {
            ByteBuffer body = Bytes.allocateDirect(size * TransferCodec.SIZE + trailer);
            for (int i = 0; i < size; i++) {
                TransferCodec.encode(generator.transfer(random, 0), body, i * TransferCodec.SIZE);
            }
            if (!isPlain()) {
                MultiBatch.writeTrailer(body, 0, new int[] {size}, 1, TransferCodec.SIZE);
            }
            bodies[slot] = Body.of(body);
        }
    }

    @Override
    public void prepare(int slot, boolean ahead) {
        ByteBuffer body = bodies[slot].bytes();
        long id = generator.nextIds(size);
        for (int i = 0; i < size; i++) {
            body.putLong(i * TransferCodec.SIZE + TransferCodec.ID, id + i);
        }
        bodies[slot] = Body.of(body);
        if (ahead) {
            bodies[slot].checksum();
        }
    }

    @Override
    public void send(int slot, Answer answer) {
        session.submit(operation, bodies[slot], outcome -> answer.arrived(() -> failure(outcome)));
    }

    private boolean isPlain() {
        return operation.form() == Operation.Form.PLAIN;
    }

    private @Nullable String failure(Outcome outcome) {
        if (!(outcome instanceof Outcome.Reply reply)) {
            return "no reply, but the outcome " + outcome;
        }
        ByteBuffer results = reply.body();
        if (isPlain()) {
            return results.limit() == 0 ? null : "transfer " + results.getInt(0) + " was not created";
        }
        for (int i = 0; i < size; i++) {
            int status = results.getInt(i * CreateTransferResultCodec.SIZE + CreateTransferResultCodec.STATUS);
            if (status != -1) {
                return "transfer " + i + " was answered with the status " + Integer.toUnsignedString(status);
            }
        }
        return null;
    }

    @Override
    public void close() {
        super.close();
        BareSessions.close(session);
    }
}
