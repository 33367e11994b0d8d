package io.ledgeractors.client.exception;

import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;

/**
 * The server ended the client's session before the call was sent; make a new {@link LedgerClient}. Nothing was
 * executed of this call.
 */
public final class ClientEvictedException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final EvictionReason reason;

    /** Only for this module. */
    public ClientEvictedException(EvictionReason reason, Release server) {
        super("the server (release " + server + ") ended the session: " + reason + "; make a new client"
                + (reason == EvictionReason.NO_SESSION
                        ? ", and fewer of them if this happens again: a cluster has 64 sessions"
                        : ""));
        this.reason = reason;
    }

    /** Why the server did. */
    public EvictionReason reason() {
        return reason;
    }
}
