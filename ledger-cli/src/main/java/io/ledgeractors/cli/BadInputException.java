package io.ledgeractors.cli;

/**
 * Says that the input, an option or the environment cannot be used, and that nothing was written to the ledger. The
 * message is one line that names the place and the remedy. The command ends with {@link ExitCode#BAD_INPUT}.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one line for people, with the place and the remedy
     */
    public BadInputException(String message) {
        super(message);
    }
}
