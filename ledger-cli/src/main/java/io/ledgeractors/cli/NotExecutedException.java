package io.ledgeractors.cli;

/**
 * Says that a command could not do all of its work: some events were definitely not executed. The command ends with
 * {@link ExitCode#FAILED}.
 */
public final class NotExecutedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one line for people: what was not executed, and why
     */
    public NotExecutedException(String message) {
        super(message);
    }
}
