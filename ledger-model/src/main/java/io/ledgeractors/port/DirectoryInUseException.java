package io.ledgeractors.port;

import java.io.IOException;

/** Thrown when another user has a directory open. */
public final class DirectoryInUseException extends IOException {
    private static final long serialVersionUID = 1;

    /** Creates the exception; the message names the directory and its holder. */
    public DirectoryInUseException(String message) {
        super(message);
    }
}
