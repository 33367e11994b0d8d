package io.ledgeractors.client;

import io.ledgeractors.client.exception.TransportUnavailableException;
import io.ledgeractors.client.internal.driver.DrivenSession;
import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.client.internal.transport.ConnectConfig;
import io.ledgeractors.client.internal.transport.HostNames;
import io.ledgeractors.client.internal.transport.SessionLoop;
import io.ledgeractors.client.internal.transport.Sockets;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.vector.FasterChecksum;
import io.ledgeractors.wire.Operation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private final DrivenSession session;

    NativeSession(ClientSettings settings, SessionLoop loop) {
        this(settings, loop, HostNames.ofJvm());
    }

    NativeSession(ClientSettings settings, SessionLoop loop, HostNames names) {
        this(settings, loop, names, Clock.system(), new SecureRandom());
    }

    NativeSession(ClientSettings settings, SessionLoop loop, HostNames names, Clock clock, RandomGenerator random) {
        SessionConfig config = new SessionConfig(
                settings.clusterId(),
                settings.addresses(),
                settings.release(),
                loop.kind().label(),
                settings.hedge() == Hedge.ALWAYS,
                settings.giveUpAfter().map(Duration::toNanos).orElse(SessionConfig.NEVER));
        ConnectConfig connects =
                new ConnectConfig((int) settings.connectTimeout().toMillis(), names);
        session = new DrivenSession(
                config,
                settings.name(),
                LOG,
                loop,
                events -> new Sockets(loop, config.addresses(), connects, events),
                clock,
                random);
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
        session.start(listener);
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        session.submit(operation, body, handler);
    }

    @Override
    public SessionState state() {
        return session.state();
    }

    @Override
    public Limits limits() {
        return session.limits();
    }

    @Override
    public CompletionStage<Void> close() {
        return session.close();
    }
}
