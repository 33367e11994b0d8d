package io.ledgeractors.embedded.state.store;

/** Thrown if a store has not enough space for the records to reserve. Nothing was changed. */
public final class StoreFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message says what is full and what to do. */
    public StoreFullException(String message) {
        super(message);
    }

    /** Creates an exception whose message says what is full and what to do. */
    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
