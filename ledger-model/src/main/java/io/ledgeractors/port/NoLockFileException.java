package io.ledgeractors.port;

import java.io.IOException;
import java.util.List;

/** A directory holds files, but not the one that would be locked. Nothing was changed in it. */
public final class NoLockFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final List<String> names;

    /**
     * With what the directory holds instead.
     *
     * @param message for people
     * @param names the names of the files in the directory, ascending
     */
    public NoLockFileException(String message, List<String> names) {
        super(message);
        this.names = List.copyOf(names);
    }

    /** The names of the files in the directory, ascending. */
    public List<String> names() {
        return names;
    }
}
