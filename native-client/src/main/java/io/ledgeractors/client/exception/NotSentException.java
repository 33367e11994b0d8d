package io.ledgeractors.client.exception;

/**
 * Thrown when the session had no memory to send the request, or an embedded ledger has no capacity for what the request
 * may create. Nothing was executed, and the client goes on.
 */
public final class NotSentException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. Only this module calls it. */
    public NotSentException(String why) {
        super("the request was not executed: " + why);
    }
}
