package io.ledgeractors.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Says in words why a file cannot be used, because many exceptions of the JDK hold only the name of the file. */
public final class FileTrouble {
    private FileTrouble() {}

    /**
     * Returns the trouble with a file that caused a failure.
     *
     * @return one sentence with the name of the file; empty if the failure has another cause
     */
    public static Optional<String> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException trouble && trouble.getFile() != null) {
                return Optional.of(trouble.getFile() + " cannot be used: " + of(trouble));
            }
        }
        return Optional.empty();
    }

    /** Returns an exception that names the file. {@code e} itself may not name it, for instance if the disk is full. */
    public static FileSystemException in(Path file, IOException e) {
        if (e instanceof FileSystemException named && named.getFile() != null) {
            return named;
        }
        FileSystemException trouble = new FileSystemException(file.toString(), null, of(e));
        trouble.initCause(e);
        return trouble;
    }

    /** Returns the reason without the name of the file. */
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
