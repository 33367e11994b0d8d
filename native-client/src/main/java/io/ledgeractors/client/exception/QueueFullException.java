package io.ledgeractors.client.exception;

/** Thrown when too many calls wait already. The call was not queued and nothing was sent. Try again later. */
public final class QueueFullException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. Only this module calls it. */
    public QueueFullException(int calls, long bytes) {
        super("the client's queue is full (at most " + calls + " calls and " + bytes
                + " bytes wait): make calls more slowly, or raise the limits");
    }
}
