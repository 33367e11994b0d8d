package io.ledgeractors.client;

import io.ledgeractors.client.exception.TransportUnavailableException;
import io.ledgeractors.client.internal.driver.SessionDriver;
import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.client.internal.state.StateText;
import io.ledgeractors.client.internal.transport.ConnectConfig;
import io.ledgeractors.client.internal.transport.HostNames;
import io.ledgeractors.client.internal.transport.SessionLoop;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.vector.FasterChecksum;
import io.ledgeractors.wire.Operation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A session with a TigerBeetle cluster over TCP.
 *
 * <p>The session connects to all replicas and registers. It repeats the request in flight until the reply comes,
 * without end unless {@link ClientSettings#withGiveUpAfter} limits the time. Its state reports what is going on. The
 * session survives lost connections. For each new connection it resolves the host's name again, and if the name has
 * several addresses, it tries them in turn. If the replicas answer in another order than that of the addresses, it logs
 * a warning and goes by the replicas. When the server has ended it, or the session has given up, the state is final and
 * a new {@code NativeSession} is needed. The same holds after 4,294,967,295 requests, because a session cannot number
 * more.
 *
 * <p>One daemon thread does everything. For each replica it reads up to 256 KiB at a time, and replies lie in a buffer
 * of the session of at most 1 MiB.
 *
 * <p>Thread-safe. Times in states are those of {@link System#nanoTime()}. After the thread has ended, an outcome is
 * delivered on the thread that submits. The state of a session that ended before it was started is delivered on the
 * thread that starts it.
 */
public final class NativeSession implements LedgerSession {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSession.class);

    private final ClientSettings settings;
    private final SessionLoop loop;
    private final SessionDriver driver;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<@Nullable ReplyHandler> waiting = new AtomicReference<>();
    private volatile SessionState state = new SessionState.Connecting();
    private volatile @Nullable Limits limits;
    private volatile Listener listener = ignored -> {};

    NativeSession(ClientSettings settings, SessionLoop loop) {
        this(settings, loop, HostNames.ofJvm());
    }

    NativeSession(ClientSettings settings, SessionLoop loop, HostNames names) {
        this(settings, loop, names, Clock.system(), new SecureRandom());
    }

    NativeSession(ClientSettings settings, SessionLoop loop, HostNames names, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.loop = loop;
        SessionConfig config = new SessionConfig(
                settings.clusterId(),
                settings.addresses(),
                settings.release(),
                loop.kind().label(),
                settings.hedge() == Hedge.ALWAYS,
                settings.giveUpAfter().map(Duration::toNanos).orElse(SessionConfig.NEVER));
        ConnectConfig connects =
                new ConnectConfig((int) settings.connectTimeout().toMillis(), names);
        driver = new SessionDriver(config, connects, loop, clock, random, this::changed, this::deliver);
    }

    /**
     * Creates a session that is not started. It holds a ring, an epoll set or a selector until it is closed.
     *
     * @throws TransportUnavailableException if the transport is not available here; {@link Transport#AUTO} always is
     */
    public static NativeSession create(ClientSettings settings) {
        FasterChecksum.tryOut();
        return new NativeSession(settings, SessionLoop.open(settings.transport().preference(), settings.name()));
    }

    @Override
    public void start(Listener listener) {
        Objects.requireNonNull(listener, "listener");
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a session is started once");
        }
        try {
            loop.execute(() -> start(listener, driver::start));
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
        if (loop.isCurrentThread()) {
            driver.submit(operation, body);
            return;
        }
        try {
            loop.execute(() -> driver.submit(operation, body));
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
            loop.execute(() -> driver.close("closed by its user"));
        } catch (RejectedExecutionException ended) {
            LOG.trace("closed before", ended);
        }
        return loop.ended();
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
            LOG.error("the listener of the session failed", thrown);
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
            LOG.error("the handler of a reply failed", thrown);
        }
    }

    private void log(SessionState next) {
        boolean wrong = next instanceof SessionState.Unreachable
                || next instanceof SessionState.ClosedWithoutAnswer
                || next instanceof SessionState.Evicted
                || (next instanceof SessionState.Unanswered unanswered && unanswered.trouble() != null)
                || (next instanceof SessionState.Closed closed && closed.gaveUpIn() != null);
        LOG.atLevel(wrong ? Level.WARN : Level.INFO)
                .log("{}: {}", settings.name(), StateText.of(next, settings.release()));
    }
}
