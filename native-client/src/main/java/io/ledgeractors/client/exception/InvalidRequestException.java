package io.ledgeractors.client.exception;

import io.ledgeractors.wire.EvictionReason;

/** The server refused the request as a whole; nothing was executed, and the client goes on. */
public final class InvalidRequestException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final EvictionReason reason;

    /** Only for this module. */
    public InvalidRequestException(EvictionReason reason) {
        super("the server refused the request: " + reason);
        this.reason = reason;
    }

    /** What it found wrong. */
    public EvictionReason reason() {
        return reason;
    }
}
