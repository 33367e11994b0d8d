package io.ledgeractors.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Says in words why a file cannot be used: the exceptions of the JDK often hold nothing but its name. */
public final class FileTrouble {
    private FileTrouble() {}

    /** The trouble with a file that a failure comes from, in one sentence; empty if it comes from something else. */
    public static Optional<String> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException trouble && trouble.getFile() != null) {
                return Optional.of(trouble.getFile() + " cannot be used: " + of(trouble));
            }
        }
        return Optional.empty();
    }

    /** The trouble of a file that the exception may not name, such as a full disk. */
    public static FileSystemException in(Path file, IOException e) {
        if (e instanceof FileSystemException named && named.getFile() != null) {
            return named;
        }
        FileSystemException trouble = new FileSystemException(file.toString(), null, of(e));
        trouble.initCause(e);
        return trouble;
    }

    /** The reason, without the file's name. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory, and none can be made there";
        }
        if (e instanceof AccessDeniedException) {
            return "this user has no permission";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "it is a file, no directory";
        }
        if (e instanceof FileSystemException trouble && trouble.getReason() != null) {
            return trouble.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
