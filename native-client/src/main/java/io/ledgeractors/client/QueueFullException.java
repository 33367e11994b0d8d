package io.ledgeractors.client;

/** Too many calls wait for the ledger already. This one was not queued, nothing was sent; try again later. */
public final class QueueFullException extends RequestException {
    private static final long serialVersionUID = 1L;

    QueueFullException(QueueLimits limits) {
        super("the client's queue is full (at most " + limits.calls() + " calls and " + limits.bytes()
                + " bytes wait): ask more slowly, or give it more room");
    }
}
