package io.ledgeractors.benchmarks.compare;

/** Two builds cannot be compared; the message is for people. */
final class ComparisonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ComparisonException(String message) {
        super(message);
    }

    ComparisonException(String message, Throwable cause) {
        super(message, cause);
    }
}
