package io.ledgeractors.port;

import java.io.IOException;

/** A directory that somebody else has open. */
public final class DirectoryInUseException extends IOException {
    private static final long serialVersionUID = 1;

    /** Names the directory and its holder. */
    public DirectoryInUseException(String message) {
        super(message);
    }
}
