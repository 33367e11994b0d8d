package io.ledgeractors.embedded.inprocess;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
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
 * A session with the ledger in this JVM. It is never evicted and ends with the JVM; otherwise the rules are those of
 * any session. Thread-safe. Callbacks come on a thread of the session's own.
 */
public final class InProcessSession implements LedgerSession {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessSession.class);
    /** The time that the idle thread of a closed session stays. */
    private static final long THREAD_STAYS_MS = 1;

    private final ReplicaLoop loop;
    private final Limits limits;
    private final Release release;
    private final Consumer<InProcessSession> onEnd;
    private final ThreadPoolExecutor thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // The monitor of this object guards the following fields.
    private SessionState state = new SessionState.Connecting();
    private @Nullable Listener listener;
    private @Nullable InProcessCall inFlight;
    private SessionState.@Nullable Registered registered;
    private boolean closing;
    private boolean hasEnded;

    private final ReplyBuffers replies = new ReplyBuffers();

    /**
     * Creates a session that is not started yet.
     *
     * @param onEnd called once when the session has ended
     * @param number tells the thread of this session from those of others
     */
    public InProcessSession(
            ReplicaLoop loop, Limits limits, Release release, Consumer<InProcessSession> onEnd, int number) {
        this(
                loop,
                limits,
                release,
                onEnd,
                new ThreadPoolExecutor(
                        1, 1, THREAD_STAYS_MS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                            Thread created = new Thread(task, "ledger-session-" + number);
                            created.setDaemon(true);
                            return created;
                        }));
    }

    /** Creates the same session with a thread of the caller, who decides when its tasks run. */
    InProcessSession(
            ReplicaLoop loop,
            Limits limits,
            Release release,
            Consumer<InProcessSession> onEnd,
            ThreadPoolExecutor thread) {
        this.loop = loop;
        this.limits = limits;
        this.release = release;
        this.onEnd = onEnd;
        this.thread = thread;
    }

    @Override
    public void start(Listener hears) {
        InProcessCall register;
        synchronized (this) {
            if (listener != null) {
                throw new IllegalStateException("a session is started once");
            }
            listener = hears;
            if (closing) {
                change(state);
                return;
            }
            register = new InProcessCall(this, Operation.REGISTER, outcome -> {
                if (outcome instanceof Outcome.Reply reply) {
                    registered(reply.timestamp());
                }
            });
            inFlight = register;
        }
        loop.call(Operation.REGISTER, Body.empty().bytes(), register);
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
        InProcessCall call = new InProcessCall(this, operation, handler);
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

    /** Closes the session with this reason, which its listener is told. A second call does nothing. */
    public CompletionStage<Void> close(String why) {
        InProcessCall waiting;
        synchronized (this) {
            if (closing) {
                return ended.copy();
            }
            // The listener is told before the session counts as closed, because telling takes memory and may be
            // repeated.
            change(new SessionState.Closed(why));
            closing = true;
            waiting = inFlight;
            if (waiting == null) {
                end();
            }
        }
        if (waiting != null) {
            waiting.cancel();
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

    /** Shows why the ledger has no capacity for some requests; null shows that it has capacity again. */
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

    // The thread ends when it has nothing left to do. It starts again to refuse a request to the closed session.
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

    /** Copies the body of a reply, which the handler reads until the next but one. */
    ByteBuffer copy(ByteBuffer body) {
        return replies.copy(body);
    }

    /** Tells a handler the outcome of the request in flight. */
    void finish(ReplyHandler handler, Outcome outcome) {
        thread.execute(() -> {
            synchronized (this) {
                inFlight = null;
            }
            guarded(() -> handler.onOutcome(outcome));
            synchronized (this) {
                if (closing && inFlight == null) {
                    end();
                }
            }
        });
    }
}
