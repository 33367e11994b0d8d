package io.ledgeractors.benchmarks.server;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.client.Transport;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Opens and closes bare sessions of native-client. */
public final class BareSessions {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * An open session.
     *
     * @param session the session
     * @param registered the state with which it opened
     */
    public record Open(LedgerSession session, SessionState.Registered registered) {}

    private BareSessions() {}

    /** Opens a session over the best transport. Blocks the caller. */
    public static Open open(Target target) {
        return open(target, Transport.AUTO);
    }

    /**
     * Opens a session over this transport. Blocks the caller.
     *
     * @throws BenchmarkException if the session is not registered within 10 s
     */
    public static Open open(Target target, Transport transport) {
        NativeSession session = NativeSession.create(
                ClientSettings.create(target.cluster(), target.addresses()).withTransport(transport));
        CompletableFuture<SessionState.Registered> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered open) {
                registered.complete(open);
            }
        });
        try {
            return new Open(session, Waiting.join(registered, TIMEOUT, "no session with " + target.addresses()));
        } catch (BenchmarkException late) {
            SessionState state = session.state();
            session.close();
            throw new BenchmarkException(late.getMessage() + "; the session is " + state, late);
        }
    }

    /** Closes a session. Blocks the caller until it has ended. */
    public static void close(LedgerSession session) {
        Waiting.join(session.close(), TIMEOUT, "the session does not close");
    }
}
