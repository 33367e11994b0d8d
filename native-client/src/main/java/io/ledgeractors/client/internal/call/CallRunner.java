package io.ledgeractors.client.internal.call;

import io.ledgeractors.client.exception.ClientClosedException;
import io.ledgeractors.client.exception.ClientEvictedException;
import io.ledgeractors.client.exception.ClientReleaseException;
import io.ledgeractors.client.exception.ClusterUnavailableException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.client.internal.state.StateFeed;
import io.ledgeractors.client.internal.state.StateText;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the effects of {@link CallQueue}: submits calls to a session and completes them. Thread-safe. The lock is
 * never held while foreign code runs.
 */
public final class CallRunner {
    private static final Logger LOG = LoggerFactory.getLogger("io.ledgeractors.client.LedgerClient");
    private static final long POOL_BYTES = 4 << 20;

    // Marks the threads of all clients, because sessions of one embedded ledger share a thread.
    private static final Set<Thread> ANSWERING = ConcurrentHashMap.newKeySet();

    private final LedgerSession session;
    private final Release release;
    private final CallQueue<Call<?>> queue;
    private final BodyPool pool = new BodyPool(POOL_BYTES);
    private final StateFeed states = new StateFeed();
    private final CompletableFuture<SessionState.Registered> ready = new CompletableFuture<>();
    // Counts the calls that have not ended, and one more until the client is closed.
    private final AtomicInteger open = new AtomicInteger(1);
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final CompletableFuture<Void> allEnded = new CompletableFuture<>();

    /**
     * Creates a runner over a session that is not started.
     *
     * @param release release that the session states, for messages
     * @param callsMax greatest number of calls that wait
     * @param bytesMax greatest number of bytes of the requests that wait
     */
    public CallRunner(LedgerSession session, Release release, int callsMax, long bytesMax) {
        this.session = session;
        this.release = release;
        this.queue = new CallQueue<>(callsMax, bytesMax);
    }

    public void start() {
        session.start(this::changed);
    }

    public StateFeed states() {
        return states;
    }

    public Limits limits() {
        return session.limits();
    }

    /** Returns a future of the first registered state. It fails with the reason if there is none. */
    public CompletableFuture<SessionState.Registered> ready() {
        return ready;
    }

    /**
     * Returns true on a thread that is completing a call of any client. Such a thread must not wait for another call.
     */
    public static boolean isAnswering() {
        return ANSWERING.contains(Thread.currentThread());
    }

    /** Returns why all calls are refused, or null if they are not. */
    public @Nullable RequestException endReason() {
        Supplier<RequestException> end;
        synchronized (queue) {
            end = queue.endReason();
        }
        return end == null ? null : end.get();
    }

    public <E, R> CompletableFuture<List<R>> call(CallKind<E, R> kind, List<E> events, int limit) {
        RequestException hopeless = kind.refusal(events.size(), 0, knownLimits());
        if (hopeless != null) {
            return CompletableFuture.failedFuture(hopeless);
        }
        ByteBuffer bytes = pool.take((int) kind.requestSize(events.size()));
        kind.encode(events, bytes);
        Call<R> call = new Call<>(kind, events.size(), limit, bytes);
        open.incrementAndGet();
        call.answer().whenComplete((results, failure) -> callEnded());
        synchronized (queue) {
            queue.offer(call);
        }
        carryOut();
        return call.answer();
    }

    private Limits knownLimits() {
        synchronized (queue) {
            return queue.knownLimits();
        }
    }

    /**
     * Refuses waiting and later calls and closes the session. Completes when the session has ended and all calls have,
     * because another thread may still be completing a call.
     */
    public CompletionStage<Void> close() {
        end(() -> new ClientClosedException("closed by its user"));
        if (isClosed.compareAndSet(false, true)) {
            callEnded();
        }
        return session.close().thenCombine(allEnded, (ended, all) -> ended);
    }

    private void callEnded() {
        if (open.decrementAndGet() == 0) {
            allEnded.complete(null);
        }
    }

    private void changed(SessionState state) {
        boolean outermost = ANSWERING.add(Thread.currentThread());
        try {
            // The state is published first, so that code that runs on completion sees it.
            if (state.isRegistered()) {
                registered(state);
            } else if (state instanceof SessionState.Evicted || state instanceof SessionState.Closed) {
                sessionEnded(state);
            } else {
                states.publish(state);
            }
        } finally {
            leave(outermost);
        }
    }

    private void registered(SessionState state) {
        Limits limits = session.limits();
        synchronized (queue) {
            queue.registered(limits);
        }
        states.publish(state);
        if (state instanceof SessionState.Registered registered) {
            ready.complete(registered);
        }
        carryOut();
    }

    private void sessionEnded(SessionState state) {
        states.publish(state);
        end(() -> reason(state));
    }

    private void end(Supplier<RequestException> why) {
        synchronized (queue) {
            queue.end(why);
        }
        ready.completeExceptionally(why.get());
        carryOut();
    }

    private void carryOut() {
        for (CallQueue.Effect<Call<?>> effect = poll(); effect != null; effect = poll()) {
            if (effect instanceof CallQueue.Submit<Call<?>> submit) {
                submit(submit.call());
            } else if (effect instanceof CallQueue.Refuse<Call<?>> refuse) {
                pool.release(refuse.call().bytes());
                refuse.call().refuse(refuse.why());
            }
        }
    }

    private CallQueue.@Nullable Effect<Call<?>> poll() {
        synchronized (queue) {
            return queue.poll();
        }
    }

    private void submit(Call<?> call) {
        try {
            session.submit(call.operation(), call.body(), outcome -> answered(call, outcome));
        } catch (RuntimeException | Error refused) {
            LOG.error("the session took no request", refused);
            answered(call, new Outcome.NotSent("the session took no request: " + refused));
        }
    }

    private void answered(Call<?> call, Outcome outcome) {
        boolean outermost = ANSWERING.add(Thread.currentThread());
        try {
            Runnable ending = call.ending(outcome, endReason());
            if (!(outcome instanceof Outcome.Unknown)) {
                pool.release(call.bytes());
            }
            synchronized (queue) {
                queue.answered();
            }
            ending.run();
            carryOut();
        } finally {
            leave(outermost);
        }
    }

    private void leave(boolean outermost) {
        if (outermost) {
            ANSWERING.remove(Thread.currentThread());
        }
    }

    private RequestException reason(SessionState state) {
        if (state instanceof SessionState.Evicted evicted) {
            return evicted(evicted);
        }
        SessionState.Closed closed = (SessionState.Closed) state;
        SessionState gaveUpIn = closed.gaveUpIn();
        return gaveUpIn == null
                ? new ClientClosedException(closed.why())
                : new ClusterUnavailableException(closed.why() + ": " + StateText.advice(gaveUpIn), gaveUpIn);
    }

    private RequestException evicted(SessionState.Evicted evicted) {
        EvictionReason reason = evicted.reason();
        return switch (reason) {
            case CLIENT_RELEASE_TOO_LOW ->
                new ClientReleaseException(ClientReleaseException.Reason.TOO_LOW, release, evicted.serverRelease());
            case CLIENT_RELEASE_TOO_HIGH ->
                new ClientReleaseException(ClientReleaseException.Reason.TOO_HIGH, release, evicted.serverRelease());
            default -> new ClientEvictedException(reason, evicted.serverRelease());
        };
    }
}
