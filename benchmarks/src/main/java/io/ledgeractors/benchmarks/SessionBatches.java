package io.ledgeractors.benchmarks;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our bare session with prepared batches. */
final class SessionBatches extends BatchLoop {
    private final String name;
    private final LedgerSession session;
    private final Body[] bodies = {Body.empty(), Body.empty()};
    private int size;

    SessionBatches(Target target, Books books) {
        this("bare session", Transport.AUTO, target, books);
    }

    private SessionBatches(String name, Transport transport, Target target, Books books) {
        super(books);
        this.name = name;
        this.session = Sessions.open(target, transport).session();
    }

    /** A bare session over this transport and no other. */
    static BiFunction<Target, Books, Contender> over(Transport transport) {
        return (target, books) -> new SessionBatches("session, " + transport, transport, target, books);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    void allocate(int newSize) {
        size = newSize;
        SplittableRandom random = new SplittableRandom(size);
        int trailer = MultiBatch.trailerSize(1, TransferCodec.SIZE);
        for (int slot = 0; slot < bodies.length; slot++) {
            ByteBuffer body = Bytes.allocateDirect(size * TransferCodec.SIZE + trailer);
            for (int i = 0; i < size; i++) {
                TransferCodec.encode(books.transfer(random, 0), body, i * TransferCodec.SIZE);
            }
            MultiBatch.writeTrailer(body, 0, new int[] {size}, 1, TransferCodec.SIZE);
            bodies[slot] = Body.of(body);
        }
    }

    @Override
    void prepare(int slot, boolean ahead) {
        ByteBuffer body = bodies[slot].bytes();
        long id = books.nextIds(size);
        for (int i = 0; i < size; i++) {
            body.putLong(i * TransferCodec.SIZE + TransferCodec.ID, id + i);
        }
        bodies[slot] = Body.of(body);
        if (ahead) {
            bodies[slot].checksum();
        }
    }

    @Override
    void send(int slot, Consumer<@Nullable String> done) {
        session.submit(Operation.CREATE_TRANSFERS, bodies[slot], outcome -> done.accept(failure(outcome, size)));
    }

    private static @Nullable String failure(Outcome outcome, int size) {
        if (!(outcome instanceof Outcome.Reply reply)) {
            return "no reply, but " + outcome;
        }
        ByteBuffer results = reply.body();
        for (int i = 0; i < size; i++) {
            int status = results.getInt(i * CreateTransferResultCodec.SIZE + CreateTransferResultCodec.STATUS);
            if (status != -1) {
                return "transfer " + i + " got the status " + Integer.toUnsignedString(status);
            }
        }
        return null;
    }

    @Override
    public void close() {
        super.close();
        Sessions.close(session);
    }
}
