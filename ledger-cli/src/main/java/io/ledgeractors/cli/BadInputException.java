package io.ledgeractors.cli;

/** The input cannot be used. The message is one line that names the place and the remedy. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The input cannot be used for this reason. */
    public BadInputException(String message) {
        super(message);
    }
}
