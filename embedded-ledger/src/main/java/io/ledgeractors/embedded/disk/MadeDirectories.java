package io.ledgeractors.embedded.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directories that were created on the way to a directory, so that they can be removed again. */
final class MadeDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(MadeDirectories.class);

    private final Deque<Path> made = new ArrayDeque<>();

    private MadeDirectories() {}

    /**
     * Creates a directory and those above it, as far as they are missing, for their owner only. Afterwards the entry of
     * the directory is on the disk, even if an earlier process created it and was killed at once.
     */
    static MadeDirectories upTo(Path directory) throws IOException {
        MadeDirectories all = new MadeDirectories();
        try {
            all.make(directory);
        } catch (IOException | RuntimeException failed) {
            all.remove();
            throw failed;
        }
        return all;
    }

    /** Removes the directories that were created and are empty. */
    void remove() {
        for (Path directory : made) {
            try {
                Files.delete(directory);
            } catch (IOException inUse) {
                LOG.debug("{} is left behind", directory, inUse);
                return;
            }
        }
    }

    private void make(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (Files.exists(directory)) {
            if (!Files.isDirectory(directory)) {
                throw new IOException(directory + " is no directory; name another one");
            }
            if (parent != null) {
                forceIfPossible(parent);
            }
            return;
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(directory
                    + " is a symbolic link to nothing; make the directory that it names, or name another one");
        }
        if (parent == null) {
            throw new IOException(directory + " cannot be created");
        }
        make(parent);
        try {
            Files.createDirectory(directory, FileDisk.ownerOnly(parent, "rwx------"));
            made.push(directory);
        } catch (FileAlreadyExistsException others) {
            make(directory);
            return;
        } catch (IOException cause) {
            throw FileProblem.of(directory, "cannot be created", cause);
        }
        FileDisk.forceDirectory(parent);
    }

    // Another user may have created the directory, and this process may not be allowed to read it.
    private static void forceIfPossible(Path parent) throws IOException {
        try {
            FileDisk.forceDirectory(parent);
        } catch (IOException cause) {
            boolean cannot = cause.getCause() instanceof AccessDeniedException
                    || cause.getMessage() != null
                            && cause.getMessage().toLowerCase(Locale.ROOT).contains("invalid argument");
            if (!cannot) {
                throw cause;
            }
            LOG.debug("{} cannot be forced by this process", parent, cause);
        }
    }
}
