package io.ledgeractors.client.exception;

/**
 * Thrown when the reply to a read does not have the form of its operation, because the server is broken or newer than
 * 0.17.
 */
public final class InvalidReplyException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. Only this module calls it. */
    public InvalidReplyException(String why) {
        super("the reply cannot be read: " + why);
    }
}
