package io.ledgeractors.embedded.journal.recovery;

/**
 * Thrown by a {@link Replayer} that has no capacity for a record at present, so that the journal cannot be opened now.
 * The record is sound.
 */
public final class ReplayCapacityException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception whose message says what is full and what to do. */
    public ReplayCapacityException(String message, Throwable cause) {
        super(message, cause);
    }
}
