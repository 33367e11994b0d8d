package io.ledgeractors.client.exception;

/** Too many calls wait for the ledger already. This one was not queued, nothing was sent; try again later. */
public final class QueueFullException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Only for this module. */
    public QueueFullException(int calls, long bytes) {
        super("the client's queue is full (at most " + calls + " calls and " + bytes
                + " bytes wait): ask more slowly, or give it more room");
    }
}
