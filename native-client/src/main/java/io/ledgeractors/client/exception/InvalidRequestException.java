package io.ledgeractors.client.exception;

import io.ledgeractors.wire.EvictionReason;

/** Thrown when the server refused the request as a whole. Nothing was executed, and the client goes on. */
public final class InvalidRequestException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final EvictionReason reason;

    /** Creates the exception. Only this module calls it. */
    public InvalidRequestException(EvictionReason reason) {
        super("the server refused the request: " + reason);
        this.reason = reason;
    }

    /** Returns what the server found wrong. */
    public EvictionReason reason() {
        return reason;
    }
}
