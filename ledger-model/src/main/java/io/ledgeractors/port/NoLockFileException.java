package io.ledgeractors.port;

import java.io.IOException;
import java.util.List;

/** Thrown when a directory holds files, but not the lock file. Nothing was changed in the directory. */
public final class NoLockFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final List<String> names;

    /**
     * Creates the exception with the names of the files in the directory.
     *
     * @param message text for people
     * @param names the names of the files in the directory, ascending
     */
    public NoLockFileException(String message, List<String> names) {
        super(message);
        this.names = List.copyOf(names);
    }

    /** Returns the names of the files in the directory, ascending. */
    public List<String> names() {
        return names;
    }
}
