package io.ledgeractors.embedded.inprocess;

import io.ledgeractors.embedded.replica.LocalCall;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with the ledger in this JVM. Nothing is evicted here, and it ends with the JVM; otherwise the rules are
 * those of any session. Callbacks come on a thread of the session's own.
 */
public final class InProcessSession implements LedgerSession {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessSession.class);
    private static final long THREAD_STAYS_MS = 1;

    private final ReplicaLoop loop;
    private final Limits limits;
    private final Release release;
    private final Consumer<InProcessSession> onEnd;
    private final ThreadPoolExecutor thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // Under the lock.
    private SessionState state = new SessionState.Connecting();
    private @Nullable Listener listener;
    private @Nullable Call inFlight;
    private SessionState.@Nullable Registered registered;
    private boolean closing;
    private boolean hasEnded;

    // Replies take turns in two buffers: while a handler reads one, the next request may fill the other.
    private final ByteBuffer[] replies = {Bytes.allocate(4096), Bytes.allocate(4096)};
    private int turn;

    public InProcessSession(
            ReplicaLoop loop, Limits limits, Release release, Consumer<InProcessSession> onEnd, int number) {
        this.loop = loop;
        this.limits = limits;
        this.release = release;
        this.onEnd = onEnd;
        this.thread = new ThreadPoolExecutor(
                1, 1, THREAD_STAYS_MS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread created = new Thread(task, "ledger-session-" + number);
                    created.setDaemon(true);
                    return created;
                });
    }

    @Override
    public void start(Listener hears) {
        synchronized (this) {
            if (listener != null) {
                throw new IllegalStateException("a session is started once");
            }
            listener = hears;
            if (closing) {
                change(state);
                return;
            }
            inFlight = new Call(Operation.REGISTER, outcome -> {
                if (outcome instanceof Outcome.Reply reply) {
                    registered(reply.timestamp());
                }
            });
        }
        loop.call(Operation.REGISTER, Body.empty().bytes(), inFlight);
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        if (operation == Operation.REGISTER) {
            throw new IllegalArgumentException("a session registers by itself");
        }
        if (body.size() > limits.batchSizeLimit()) {
            throw new IllegalArgumentException("a body has at most " + limits.batchSizeLimit()
                    + " bytes in this session, but this one has " + body.size());
        }
        Call call = new Call(operation, handler);
        synchronized (this) {
            if (registered != null && state instanceof SessionState.Closed closed) {
                deliver(handler, new Outcome.NotSent(closed.why()));
                return;
            }
            if (!state.isRegistered()) {
                throw new IllegalStateException("the session is not registered: " + state);
            }
            if (inFlight != null) {
                throw new IllegalStateException("a request is in flight; a session takes one at a time");
            }
            inFlight = call;
        }
        loop.call(operation, body.bytes(), call);
    }

    @Override
    public synchronized SessionState state() {
        return state;
    }

    @Override
    public synchronized Limits limits() {
        if (registered == null) {
            throw new IllegalStateException("limits are known once the session is registered");
        }
        return limits;
    }

    @Override
    public CompletionStage<Void> close() {
        return close("closed by its user");
    }

    public CompletionStage<Void> close(String why) {
        Call waiting;
        synchronized (this) {
            if (closing) {
                return ended.copy();
            }
            // Telling takes memory; if there is none, the caller tries again.
            change(new SessionState.Closed(why));
            closing = true;
            waiting = inFlight;
            if (waiting == null) {
                end();
            }
        }
        if (waiting != null) {
            waiting.abandon();
        }
        return ended.copy();
    }

    private synchronized void registered(long timestamp) {
        if (!closing) {
            SessionState.Registered open = new SessionState.Registered(0, 0, release, "in-process", 0, timestamp);
            registered = open;
            change(open);
            full(loop.full());
        }
    }

    /** Shows that the ledger has no room, and why; null: it has room again. */
    public synchronized void full(@Nullable String why) {
        SessionState.Registered open = registered;
        if (open == null || closing) {
            return;
        }
        SessionState next = why == null ? open : new SessionState.Full(open, why);
        if (!next.equals(state)) {
            change(next);
        }
    }

    private void change(SessionState next) {
        state = next;
        Listener hears = listener;
        if (hears != null) {
            thread.execute(() -> guarded(() -> hears.onState(next)));
        }
    }

    private void deliver(ReplyHandler handler, Outcome outcome) {
        thread.execute(() -> guarded(() -> handler.onOutcome(outcome)));
    }

    // The thread goes when it has nothing left to do, and comes back for who submits to a closed session.
    private void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        onEnd.accept(this);
        thread.execute(() -> ended.complete(null));
        thread.allowCoreThreadTimeOut(true);
    }

    private static void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error thrown) {
            LOG.error("a callback of a session threw; the session goes on", thrown);
        }
    }

    private ByteBuffer copy(ByteBuffer body) {
        turn ^= 1;
        int length = body.remaining();
        if (replies[turn].capacity() < length) {
            replies[turn] = Bytes.allocate(Math.max(length, 2 * replies[turn].capacity()));
        }
        ByteBuffer target = replies[turn];
        target.clear().limit(length);
        target.put(0, body, 0, length);
        return target;
    }

    /** Where a request is. While the ledger works on it, it reads the body that was lent. */
    private enum Stage {
        QUEUED,
        AT_WORK,
        EXECUTED,
        ENDED
    }

    /** One request of this session, from the submit to its outcome. */
    private final class Call implements LocalCall {
        private static final String CLOSED = "the session was closed before the reply came";

        private final Operation operation;
        private final ReplyHandler handler;

        // Under the lock, which is this.
        private Stage stage = Stage.QUEUED;
        private boolean abandoned;
        private @Nullable Outcome reply;

        Call(Operation operation, ReplyHandler handler) {
            this.operation = operation;
            this.handler = handler;
        }

        /** Ends it as unknown as soon as nobody reads the body any more, however long the disk takes. */
        synchronized void abandon() {
            abandoned = true;
            if (stage != Stage.AT_WORK) {
                finish(new Outcome.Unknown(CLOSED));
            }
        }

        @Override
        public synchronized boolean begin() {
            if (stage == Stage.ENDED) {
                return false;
            }
            stage = Stage.AT_WORK;
            return true;
        }

        @Override
        public synchronized void executed(ByteBuffer body, long timestamp) {
            stage = Stage.EXECUTED;
            if (abandoned) {
                finish(new Outcome.Unknown(CLOSED));
            } else {
                reply = new Outcome.Reply(copy(body), timestamp);
            }
        }

        @Override
        public synchronized void durable() {
            finish(reply != null ? reply : new Outcome.Unknown("no reply to " + operation));
        }

        @Override
        public void evicted(EvictionReason reason) {
            finish(new Outcome.NotExecuted(reason));
        }

        @Override
        public void full(String why) {
            finish(new Outcome.NoRoom(why));
        }

        @Override
        public void notSent(String why) {
            finish(new Outcome.NotSent(why));
            close(why);
        }

        @Override
        public void unknown(String why) {
            finish(new Outcome.Unknown(why));
            close(why);
        }

        private synchronized void finish(Outcome outcome) {
            if (stage == Stage.ENDED) {
                return;
            }
            thread.execute(() -> {
                synchronized (InProcessSession.this) {
                    inFlight = null;
                }
                guarded(() -> handler.onOutcome(outcome));
                synchronized (InProcessSession.this) {
                    if (closing && inFlight == null) {
                        end();
                    }
                }
            });
            // Last: where there was no memory to tell, it is told again.
            stage = Stage.ENDED;
        }
    }
}
