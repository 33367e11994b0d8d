package io.ledgeractors.it;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.tck.session.ForwardingSession;
import io.ledgeractors.wire.Operation;

/** A session whose ledger stops answering and resumes when a test says so. Thread-safe. */
final class StallingSession extends ForwardingSession {
    private boolean isStalled;
    private Runnable held = () -> {};

    StallingSession(LedgerSession session) {
        super(session);
    }

    synchronized void stall() {
        isStalled = true;
    }

    synchronized void goOn() {
        isStalled = false;
        held.run();
    }

    @Override
    public synchronized void submit(Operation operation, Body body, ReplyHandler handler) {
        if (isStalled) {
            held = () -> super.submit(operation, body, handler);
        } else {
            super.submit(operation, body, handler);
        }
    }
}
