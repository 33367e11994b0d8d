package io.ledgeractors.embedded.state.store;

/** A store has no room left for what was asked of it. Nothing was changed. */
public final class StoreFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is full and what to do. */
    public StoreFullException(String message) {
        super(message);
    }

    /** Says what is full and what to do. */
    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
