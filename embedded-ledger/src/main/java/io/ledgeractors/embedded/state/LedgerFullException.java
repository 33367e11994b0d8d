package io.ledgeractors.embedded.state;

/** A request could need more room than the ledger has left. Nothing was changed; reads still work. */
public final class LedgerFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is full and what to do. */
    public LedgerFullException(String message) {
        super(message);
    }

    /** Says what is full and what to do. */
    public LedgerFullException(String message, Throwable cause) {
        super(message, cause);
    }

    private LedgerFullException(String message, boolean trace) {
        super(message, null, trace, trace);
    }

    /** One to be thrown any number of times: it does not say from where. */
    static LedgerFullException withoutTrace(String message) {
        return new LedgerFullException(message, false);
    }
}
