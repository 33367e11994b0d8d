package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.server.TransferGenerator;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request of transfers that a session sends again and again, with new ids. One thread at a time uses it. */
final class TransferRequest {
    /** The transfers in a full request. */
    static final int FULL = 8_189;

    private static final int CREATED = -1;

    private final LedgerSession session;
    private final TransferGenerator generator;
    private final int size;
    private final Body body;

    TransferRequest(LedgerSession session, TransferGenerator generator, int size, long seed) {
        this.session = session;
        this.generator = generator;
        this.size = size;
        ByteBuffer bytes =
                Bytes.allocateDirect(size * TransferCodec.SIZE + MultiBatch.trailerSize(1, TransferCodec.SIZE));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            TransferCodec.encode(generator.transfer(random, 0), bytes, i * TransferCodec.SIZE);
        }
        int length = MultiBatch.writeTrailer(bytes, 0, new int[] {size}, 1, TransferCodec.SIZE);
        this.body = Body.of(bytes.slice(0, length).order(bytes.order()));
    }

    /** Returns the transfers in the request. */
    int size() {
        return size;
    }

    /**
     * Sends the request with new ids.
     *
     * @param done gets null once all transfers are durable, else what went wrong; on a thread of the ledger
     */
    void send(Consumer<@Nullable BenchmarkException> done) {
        long id = generator.nextIds(size);
        for (int i = 0; i < size; i++) {
            body.bytes().putLong(i * TransferCodec.SIZE + TransferCodec.ID, id + i);
        }
        session.submit(Operation.CREATE_TRANSFERS, body, outcome -> done.accept(failure(outcome)));
    }

    /** Sends the request with new ids, and waits until all transfers are durable. Blocks the caller. */
    void sendAndWait() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        send(failure -> {
            if (failure == null) {
                done.complete(true);
            } else {
                done.completeExceptionally(failure);
            }
        });
        Waiting.join(done, OpenedLedger.TIMEOUT, "a request");
    }

    private @Nullable BenchmarkException failure(Outcome outcome) {
        return outcome instanceof Outcome.Reply reply && isAllCreated(reply.body())
                ? null
                : new BenchmarkException("transfers were not created: " + outcome);
    }

    private boolean isAllCreated(ByteBuffer results) {
        for (int i = 0; i < size; i++) {
            int at = i * CreateTransferResultCodec.SIZE + CreateTransferResultCodec.STATUS;
            if (results.getInt(at) != CREATED) {
                return false;
            }
        }
        return true;
    }
}
