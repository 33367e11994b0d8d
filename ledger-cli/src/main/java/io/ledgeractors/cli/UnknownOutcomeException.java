package io.ledgeractors.cli;



/** It is not known what became of some events. The same job once more finds out and does what is missing. */
public class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names how many.
     *
     * @param count number of events, above 0
     * @param what their kind in the plural, such as {@code transfers}
     */
    public UnknownOutcomeException(long count, String what) {
        super("outcome of " + count + " " + what + " unknown, run it again");
    }
}
