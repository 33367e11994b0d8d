package io.ledgeractors.benchmarks;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our bare session with prepared batches. */
final class SessionBatches extends BatchLoop {
    private final LedgerSession session;
    private ByteBuffer body = Bytes.allocateDirect(0);
    private int size;

    SessionBatches(Target target, Books books) {
        super(books);
        this.session = Sessions.open(target).session();
    }

    @Override
    public String name() {
        return "bare session";
    }

    @Override
    void allocate(int newSize) {
        size = newSize;
        SplittableRandom random = new SplittableRandom(size);
        int trailer = MultiBatch.trailerSize(1, TransferCodec.SIZE);
        body = Bytes.allocateDirect(size * TransferCodec.SIZE + trailer);
        for (int i = 0; i < size; i++) {
            TransferCodec.encode(books.transfer(random, 0), body, i * TransferCodec.SIZE);
        }
        MultiBatch.writeTrailer(body, 0, new int[] {size}, 1, TransferCodec.SIZE);
    }

    @Override
    void renew() {
        long id = books.nextIds(size);
        for (int i = 0; i < size; i++) {
            body.putLong(i * TransferCodec.SIZE + TransferCodec.ID, id + i);
        }
    }

    @Override
    void send(Consumer<@Nullable String> done) {
        session.submit(Operation.CREATE_TRANSFERS, Body.of(body), outcome -> done.accept(failure(outcome, size)));
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
        Sessions.close(session);
    }
}
