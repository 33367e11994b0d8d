package io.ledgeractors.client.exception;

/** Thrown when the client, or the ledger in this JVM, was closed before the call was sent. Nothing was executed. */
public final class ClientClosedException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. Only this module calls it. */
    public ClientClosedException(String why) {
        super("the client is closed: " + why);
    }
}
