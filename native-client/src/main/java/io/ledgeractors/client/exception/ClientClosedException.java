package io.ledgeractors.client.exception;

/** The client was closed, or the ledger in this JVM, before the call was sent. Nothing was executed. */
public final class ClientClosedException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Only for this module. */
    public ClientClosedException(String why) {
        super("the client is closed: " + why);
    }
}
