package io.ledgeractors.embedded.journal.recovery;

/** A {@link Replayer} has no room for a record at present, so the journal cannot be opened now. The record is sound. */
public final class ReplayCapacityException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is full and what to do, for people. */
    public ReplayCapacityException(String message, Throwable cause) {
        super(message, cause);
    }
}
