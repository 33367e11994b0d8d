package io.ledgeractors.cli;

/** Some events were definitely not executed, because the ledger could not be asked. */
public final class NotExecutedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was not executed and why. */
    public NotExecutedException(String message) {
        super(message);
    }
}
