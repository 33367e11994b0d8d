package io.ledgeractors.benchmarks.asks;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A session without a ledger, which answers every transfer as created at once. With it a measurement shows the cost of
 * the batcher alone.
 */
public final class InstantSession implements LedgerSession {
    private static final int RESULT = CreateTransferResultCodec.SIZE;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private int[] counts = new int[1];
    private long timestamp = System.currentTimeMillis() * 1_000_000;
    private volatile SessionState state = new SessionState.Connecting();

    @Override
    public void start(Listener listener) {
        thread.execute(() -> {
            state = new SessionState.Registered(1, 0, Release.of(0, 17, 9), "none", 1, 1);
            listener.onState(state);
        });
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        if (operation != Operation.CREATE_TRANSFERS) {
            throw new IllegalArgumentException("this session creates transfers only, not " + operation);
        }
        thread.execute(() -> handler.onOutcome(answer(operation, body.bytes(), body.size())));
    }

    private Outcome answer(Operation operation, ByteBuffer body, int size) {
        int batches = MultiBatch.batches(body, 0, size, operation.eventSize());
        if (counts.length < batches) {
            counts = new int[batches];
        }
        int results = 0;
        for (int batch = 0; batch < batches; batch++) {
            counts[batch] = MultiBatch.count(body, 0, size, batch);
            results += counts[batch];
        }
        reply.clear();
        for (int i = 0; i < results; i++) {
            CreateTransferResultCodec.encode(++timestamp, CreateTransferStatus.Created, reply, i * RESULT);
        }
        reply.limit(MultiBatch.writeTrailer(reply, 0, counts, batches, RESULT));
        return new Outcome.Reply(reply, timestamp);
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Limits limits() {
        return Limits.DEFAULT;
    }

    @Override
    public CompletionStage<Void> close() {
        state = new SessionState.Closed("closed by its user");
        thread.shutdown(); // submitted requests are answered before the thread ends
        ended.complete(null);
        return ended;
    }
}
