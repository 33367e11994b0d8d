package io.ledgeractors.embedded.journal.segment;

import org.jspecify.annotations.Nullable;

/** A journal cannot be opened; the message names the file and says what to do. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public JournalException(String message) {
        super(message);
    }

    /** With a message for people and the cause. */
    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
