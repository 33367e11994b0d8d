package io.ledgeractors.embedded.state;

/** Thrown if a request could need more capacity than the ledger has. Nothing was changed, and reads still work. */
public final class LedgerFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message says what is full and what to do. */
    public LedgerFullException(String message) {
        super(message);
    }

    /** Creates an exception whose message says what is full and what to do. */
    public LedgerFullException(String message, Throwable cause) {
        super(message, cause);
    }

    private LedgerFullException(String message, boolean trace) {
        super(message, null, trace, trace);
    }

    /** Returns an exception without a stack trace, which can be created early and thrown any number of times. */
    static LedgerFullException withoutTrace(String message) {
        return new LedgerFullException(message, false);
    }
}
