package io.ledgeractors.client.exception;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.session.SessionState;

/**
 * The ledger could not be had within the time that {@link LedgerClient#awaitReady} or
 * {@link ClientSettings#withGiveUpAfter} gave it. Nothing was sent of the call; the message says what to do.
 */
public final class ClusterUnavailableException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final transient SessionState state;

    /** Only for this module. */
    public ClusterUnavailableException(String message, SessionState state) {
        super(message);
        this.state = state;
    }

    /** What the session was doing instead. */
    public SessionState state() {
        return state;
    }
}
