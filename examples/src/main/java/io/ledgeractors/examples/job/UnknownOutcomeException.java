package io.ledgeractors.examples.job;

import org.jspecify.annotations.Nullable;

/** It is not known what became of some events. The same job once more finds out and does what is missing. */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Report report;

    /**
     * Names how many.
     *
     * @param count number of events, above 0
     * @param what their kind in the plural, such as {@code transfers}
     */
    public UnknownOutcomeException(long count, String what) {
        this(count, what, null);
    }

    /** The same after a run that could be reported on. */
    UnknownOutcomeException(long count, String what, @Nullable Report report) {
        super("outcome of " + count + " " + what + " unknown, run it again");
        this.report = report;
    }

    /** What the run found out; null if it ended before that. */
    public @Nullable Report report() {
        return report;
    }
}
