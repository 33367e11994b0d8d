package io.ledgeractors.actors;

import io.ledgeractors.session.SessionState;

/** Thrown if there is no session with the ledger. The message tells why and what to do. */
public final class LedgerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SessionState state;

    LedgerUnavailableException(SessionState state, String message) {
        super(message);
        this.state = state;
    }

    /** Returns the state of the session. */
    public SessionState state() {
        return state;
    }
}
