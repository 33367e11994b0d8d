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
}
