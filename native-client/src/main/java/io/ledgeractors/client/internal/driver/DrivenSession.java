package io.ledgeractors.client.internal.driver;

import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.client.internal.state.StateText;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A session of the protocol over any links, such as sockets. It adds the contract of {@link LedgerSession} to the rules
 * of a session: threads, one request at a time, one outcome for each request, and the log.
 *
 * <p>Thread-safe. After the thread has ended, an outcome is delivered on the thread that submits. The state of a
 * session that ended before it was started is delivered on the thread that starts it.
 */
public final class DrivenSession implements LedgerSession {
    private final SessionConfig config;
    private final String name;
    private final Logger log;
    private final SessionThread thread;
    private final SessionDriver driver;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<@Nullable ReplyHandler> waiting = new AtomicReference<>();
    private volatile SessionState state = new SessionState.Connecting();
    private volatile @Nullable Limits limits;
    private volatile Listener listener = ignored -> {};

    /**
     * Creates a session that is not started.
     *
     * @param config cluster, replicas and habits of the session
     * @param name name of the session in the log
     * @param log takes states and failures
     * @param thread the thread of the session, which ends with it
     * @param links makes the connections, whose events it gets
     * @param clock clock of the rules
     * @param random randomness of the rules
     */
    public DrivenSession(
            SessionConfig config,
            String name,
            Logger log,
            SessionThread thread,
            Function<SessionLinks.Events, SessionLinks> links,
            Clock clock,
            RandomGenerator random) {
        this.config = config;
        this.name = name;
        this.log = log;
        this.thread = thread;
        this.driver = new SessionDriver(config, thread, links, clock, random, log, this::changed, this::deliver);
    }

    @Override
    public void start(Listener listener) {
        Objects.requireNonNull(listener, "listener");
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a session is started once");
        }
        try {
            thread.execute(() -> start(listener, driver::start));
        } catch (RejectedExecutionException ended) {
            start(listener, () -> {});
        }
    }

    // A session that was closed before its start publishes its state, because a caller that waits for it would wait
    // without end.
    private void start(Listener newListener, Runnable start) {
        listener = newListener;
        if (state instanceof SessionState.Closed) {
            tell(state);
        } else {
            start.run();
        }
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        Objects.requireNonNull(handler, "handler");
        check(operation, body);
        body.checksum(); // here, not on the session's thread
        if (!waiting.compareAndSet(null, handler)) {
            throw new IllegalStateException("a request is in flight: submit the next one when its outcome is there");
        }
        if (thread.isCurrentThread()) {
            driver.submit(operation, body);
            return;
        }
        try {
            thread.execute(() -> driver.submit(operation, body));
        } catch (RejectedExecutionException ended) {
            deliver(new Outcome.NotSent("the session is closed"));
        }
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Limits limits() {
        Limits known = limits;
        if (known == null) {
            throw new IllegalStateException("the session is not registered yet: its limits come with the reply");
        }
        return known;
    }

    @Override
    public CompletionStage<Void> close() {
        try {
            thread.execute(() -> driver.close("closed by its user"));
        } catch (RejectedExecutionException ended) {
            log.trace("closed before", ended);
        }
        return thread.ended();
    }

    private void check(Operation operation, Body body) {
        if (operation == Operation.REGISTER) {
            throw new IllegalArgumentException("a session registers by itself");
        }
        int limit = limits().batchSizeLimit();
        if (body.size() > limit) {
            throw new IllegalArgumentException(
                    "the server takes bodies of at most " + limit + " bytes, but this one has " + body.size());
        }
    }

    private void changed(SessionState next) {
        limits = driver.rules().limits();
        state = next;
        log(next);
        tell(next);
    }

    private void tell(SessionState next) {
        try {
            listener.onState(next);
        } catch (RuntimeException | Error thrown) {
            log.error("the listener of the session failed", thrown);
        }
    }

    private void deliver(Outcome outcome) {
        ReplyHandler handler = waiting.getAndSet(null);
        if (handler == null) {
            throw new IllegalStateException("no request waits for " + outcome);
        }
        try {
            handler.onOutcome(outcome);
        } catch (RuntimeException | Error thrown) {
            log.error("the handler of a reply failed", thrown);
        }
    }

    private void log(SessionState next) {
        boolean wrong = next instanceof SessionState.Unreachable
                || next instanceof SessionState.ClosedWithoutAnswer
                || next instanceof SessionState.Evicted
                || (next instanceof SessionState.Unanswered unanswered && unanswered.trouble() != null)
                || (next instanceof SessionState.Closed closed && closed.gaveUpIn() != null);
        log.atLevel(wrong ? Level.WARN : Level.INFO).log("{}: {}", name, StateText.of(next, config.release()));
    }
}
