package io.ledgeractors.it;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;

/** A session whose ledger stops answering, and answers again when it is told to. Thread-safe. */
final class StallingSession implements LedgerSession {
    private final LedgerSession session;
    private boolean isStalled;
    private Runnable held = () -> {};

    StallingSession(LedgerSession session) {
        this.session = session;
    }

    synchronized void stall() {
        isStalled = true;
    }

    synchronized void goOn() {
        isStalled = false;
        held.run();
    }

    @Override
    public void start(Listener listener) {
        session.start(listener);
    }

    @Override
    public synchronized void submit(Operation operation, Body body, ReplyHandler handler) {
        if (isStalled) {
            held = () -> session.submit(operation, body, handler);
        } else {
            session.submit(operation, body, handler);
        }
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
