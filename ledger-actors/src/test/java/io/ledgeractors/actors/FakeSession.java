package io.ledgeractors.actors;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A session that the test controls. The test sets its state and decides how each request ends. */
final class FakeSession implements LedgerSession {
    /** A request that waits for the test. */
    record Request(Operation operation, ByteBuffer body, ReplyHandler handler) {
        int batches() {
            return MultiBatch.batches(body, 0, body.limit(), operation.eventSize());
        }

        int events() {
            return MultiBatch.payloadSize(body, 0, body.limit(), operation.eventSize()) / operation.eventSize();
        }

        /**
         * Reports every transfer or account as created, at timestamps 1, 2, …, and then overwrites the bytes of the
         * reply.
         */
        void created() {
            answer(CreateTransferStatus.Created, 1);
        }

        /** Answers every transfer with this status, at timestamps that begin with {@code first}. */
        void answer(CreateTransferStatus status, long first) {
            int batches = batches();
            int[] counts = new int[batches];
            ByteBuffer reply = Bytes.allocate(16 * (events() + batches + 1));
            int at = 0;
            for (int batch = 0; batch < batches; batch++) {
                counts[batch] = MultiBatch.count(body, 0, body.limit(), batch);
                for (int i = 0; i < counts[batch]; i++) {
                    CreateTransferResultCodec.encode(at / 16 + first, status, reply, at);
                    at += 16;
                }
            }
            int size = MultiBatch.writeTrailer(reply, 0, counts, batches, 16);
            handler.onOutcome(new Outcome.Reply(reply.limit(size), 99));
            Bytes.zero(reply, 0, size);
        }
    }

    static final SessionState.Registered REGISTERED =
            new SessionState.Registered(1, 0, Release.of(0, 17, 9), "fake", 5, 77);

    final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    final AtomicInteger stateReads = new AtomicInteger();
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    volatile CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);
    private final CompletableFuture<Listener> listener = new CompletableFuture<>();
    private volatile SessionState state = new SessionState.Connecting();
    private volatile Limits limits = Limits.DEFAULT;

    void register() {
        register(Limits.DEFAULT);
    }

    void register(Limits newLimits) {
        limits = newLimits;
        become(REGISTERED);
    }

    /** Registers a session that is later than those before, with this number and timestamp. */
    void register(long later) {
        become(new SessionState.Registered(1, 0, Release.of(0, 17, 9), "fake", later, later));
    }

    void evict(EvictionReason reason) {
        become(new SessionState.Evicted(reason, Release.of(0, 16, 5)));
    }

    void become(SessionState newState) {
        state = newState;
        listener.join().onState(newState);
    }

    Request take() throws InterruptedException {
        Request request = requests.poll(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    @Override
    public void start(Listener newListener) {
        listener.complete(newListener);
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        requests.add(new Request(operation, body.bytes(), handler));
    }

    @Override
    public SessionState state() {
        stateReads.incrementAndGet();
        return state;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public CompletionStage<Void> close() {
        return closing.thenRun(() -> closed.complete(null));
    }
}
