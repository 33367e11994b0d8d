package io.ledgeractors.client.exception;

/** The reply to a read does not have the form that its operation has: the server is broken, or newer than 0.17. */
public final class InvalidReplyException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Only for this module. */
    public InvalidReplyException(String why) {
        super("the reply cannot be read: " + why);
    }
}
