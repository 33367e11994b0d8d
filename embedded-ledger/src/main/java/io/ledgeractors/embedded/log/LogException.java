package io.ledgeractors.embedded.log;

import org.jspecify.annotations.Nullable;

/** Thrown if a log cannot be opened or has failed. The message names the file and says what to do. */
public final class LogException extends Exception {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for people. */
    public LogException(String message) {
        super(message);
    }

    /** Creates an exception with a message for people and its cause. */
    public LogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
