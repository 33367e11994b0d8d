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

/** Opens and closes bare sessions. */
public final class BareSessions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A session that is open.
     *
     * @param session it
     * @param registered its state when it opened
     */
    public record Open(LedgerSession session, SessionState.Registered registered) {}

    private BareSessions() {}

    public static Open open(Target target) {
        return open(target, Transport.AUTO);
    }

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
            return new Open(session, Waiting.join(registered, PATIENCE, "no session with " + target.addresses()));
        } catch (BenchmarkException late) {
            SessionState state = session.state();
            session.close();
            throw new BenchmarkException(late.getMessage() + "; the session is " + state, late);
        }
    }

    public static void close(LedgerSession session) {
        Waiting.join(session.close(), PATIENCE, "the session does not close");
    }
}
