package io.ledgeractors.client.exception;

import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;

/**
 * Thrown when the server ended the client's session before the call was sent. Nothing of the call was executed. Create
 * a new {@link LedgerClient}.
 */
public final class ClientEvictedException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final EvictionReason reason;

    /** Creates the exception. Only this module calls it. */
    public ClientEvictedException(EvictionReason reason, Release server) {
        super("the server (release " + server + ") ended the session: " + reason + "; make a new client"
                + (reason == EvictionReason.NO_SESSION
                        ? ", and fewer of them if this happens again, because a cluster has 64 sessions"
                        : ""));
        this.reason = reason;
    }

    /** Returns the server's reason. */
    public EvictionReason reason() {
        return reason;
    }
}
