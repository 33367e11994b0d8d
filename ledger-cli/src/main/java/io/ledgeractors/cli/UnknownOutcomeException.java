package io.ledgeractors.cli;

/**
 * Says that the ledger may or may not have executed some events. Running the same command again finds out and does what
 * is missing. The command ends with {@link ExitCode#UNKNOWN}.
 */
public class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param count number of events, above 0
     * @param what kind of events, in the plural, such as {@code transfers}
     */
    public UnknownOutcomeException(long count, String what) {
        super("outcome of " + count + " " + what + " unknown, run it again");
    }
}
