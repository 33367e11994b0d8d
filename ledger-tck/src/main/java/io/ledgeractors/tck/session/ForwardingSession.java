package io.ledgeractors.tck.session;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;

/**
 * Forwards all calls to another session. Tests override the calls that they change. It is as thread-safe as that
 * session.
 */
public abstract class ForwardingSession implements LedgerSession {
    private final LedgerSession session;

    /** Creates a session that forwards all calls to {@code session}. */
    protected ForwardingSession(LedgerSession session) {
        this.session = session;
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
