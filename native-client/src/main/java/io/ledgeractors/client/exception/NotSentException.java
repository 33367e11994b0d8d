package io.ledgeractors.client.exception;

/**
 * The session did not send the request, for want of memory, or an embedded ledger has no room for what it might create.
 * Nothing was executed, and the client goes on.
 */
public final class NotSentException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Only for this module. */
    public NotSentException(String why) {
        super("the request was not executed: " + why);
    }
}
