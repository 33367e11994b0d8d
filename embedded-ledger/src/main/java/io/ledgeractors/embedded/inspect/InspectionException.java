package io.ledgeractors.embedded.inspect;

/**
 * Says that a directory cannot be inspected: it holds no ledger, it cannot be read, or another version wrote it. The
 * message says what to do.
 */
public final class InspectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InspectionException(String message) {
        super(message);
    }

    InspectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
