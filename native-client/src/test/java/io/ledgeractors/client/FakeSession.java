package io.ledgeractors.client;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session whose states and outcomes a test sets on its own thread. */
public final class FakeSession implements LedgerSession {
    /** A request that was submitted, with a copy of its bytes at that time. */
    record Request(Operation operation, ByteBuffer body, ReplyHandler handler) {}

    public static final SessionState.Registered REGISTERED =
            new SessionState.Registered(1, 0, Release.of(0, 17, 9), "fake", 5, 77);

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Limits limits = Limits.DEFAULT;
    private volatile Listener listener = state -> {};
    private volatile SessionState state = new SessionState.Connecting();
    private volatile ReplyHandler waiting;
    /** If true, the request in flight gets its outcome only after the session was closed, when a test says so. */
    boolean endsLate;

    public void register(Limits granted) {
        limits = granted;
        become(REGISTERED);
    }

    public void become(SessionState next) {
        state = next;
        listener.onState(next);
    }

    /** Returns the last request. */
    Request last() {
        return requests.get(requests.size() - 1);
    }

    /** Ends the request in flight. */
    public void end(Outcome outcome) {
        ReplyHandler handler = waiting;
        waiting = null;
        handler.onOutcome(outcome);
    }

    /**
     * Answers a create in flight with this number of created events, at timestamps 1, 2, …, and then overwrites the
     * bytes of the reply.
     */
    public void created(int count) {
        ByteBuffer reply = Bytes.allocate(16 * (count + 1));
        for (int i = 0; i < count; i++) {
            CreateTransferResultCodec.encode(i + 1, CreateTransferStatus.Created, reply, 16 * i);
        }
        MultiBatch.writeTrailer(reply, 0, new int[] {count}, 1, 16);
        reply(reply);
    }

    /** Answers a read in flight that nothing was found. */
    public void nothing() {
        reply(Bytes.allocate(128));
    }

    public void reply(ByteBuffer reply) {
        if (reply.limit() == 128) {
            MultiBatch.writeTrailer(reply, 0, new int[1], 1, 128);
        }
        end(new Outcome.Reply(reply, 99));
        Bytes.zero(reply, 0, reply.limit());
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        if (waiting != null) {
            throw new IllegalStateException("a second request in flight");
        }
        ByteBuffer copy = Bytes.allocate(body.size()).put(0, body.bytes(), 0, body.size());
        if (state instanceof SessionState.Closed || state instanceof SessionState.Evicted) {
            handler.onOutcome(new Outcome.NotSent("the session has ended"));
            return;
        }
        waiting = handler;
        requests.add(new Request(operation, copy, handler));
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public CompletionStage<Void> close() {
        if (!closed.isDone()) {
            become(new SessionState.Closed("closed by its user"));
            if (waiting != null && !endsLate) {
                end(new Outcome.Unknown("closed by its user"));
            }
            closed.complete(null);
        }
        return closed;
    }

    /** Returns the operations that were submitted. */
    public List<Operation> operations() {
        return new ArrayList<>(requests.stream().map(Request::operation).toList());
    }
}
