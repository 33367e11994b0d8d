package io.ledgeractors.embedded.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Describes a failed operation on a file: the message names the file, the operation and the system's reason. */
final class FileProblem {
    private FileProblem() {}

    /**
     * Returns the exception to throw instead of {@code cause}.
     *
     * @param what the operation, such as "cannot be read"
     */
    static IOException of(Path file, String what, IOException cause) {
        return new IOException(file + " " + what + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        if (cause instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        return cause instanceof FileSystemException || cause.getMessage() == null
                ? cause.toString()
                : cause.getMessage();
    }
}
