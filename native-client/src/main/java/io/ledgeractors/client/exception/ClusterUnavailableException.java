package io.ledgeractors.client.exception;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.session.SessionState;

/**
 * Thrown when the ledger was not available within the time of {@link LedgerClient#awaitReady} or {@link
 * ClientSettings#withGiveUpAfter}. Nothing of the call was sent. The message says what to do.
 */
public final class ClusterUnavailableException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final transient SessionState state;

    /** Creates the exception. Only this module calls it. */
    public ClusterUnavailableException(String message, SessionState state) {
        super(message);
        this.state = state;
    }

    /** Returns the state that the session was in. */
    public SessionState state() {
        return state;
    }
}
