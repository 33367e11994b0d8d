package io.ledgeractors.actors;

import io.ledgeractors.actors.message.Refusal;

/**
 * Thrown if a request was refused, so that it was definitely not executed. {@link #reason()} tells what to do about
 * it.
 */
public final class LedgerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;

    LedgerRefusedException(Refusal reason, String message) {
        super("refused (" + reason + "): " + message);
        this.reason = reason;
    }

    /** Returns why the request was refused. */
    public Refusal reason() {
        return reason;
    }
}
