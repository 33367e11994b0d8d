package io.ledgeractors.cli.files;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.cli.ledger.LedgerPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves and checks a file that a command is to write, before anything is written. */
public final class OutputFile {
    /** The depth of a ledger's directory: files and one level of directories with files. */
    private static final int DEPTH = 3;

    private OutputFile() {}

    /**
     * Returns the real path of a file that is to be written, without symbolic links. The file need not exist, but its
     * directory must.
     *
     * @param option the option that names the file, for messages
     * @param config the configuration that names the ledger; no file in its directory is accepted
     * @throws BadInputException if the path is a directory, a device or a symbolic link to nothing, if it is part of
     *     the ledger's directory, also through links, or if it cannot be written
     */
    public static Path real(String option, Path path, Config config) {
        String name = option + " " + path;
        try {
            Path real = real(name, path.toAbsolutePath().normalize());
            Optional<Path> directory = LedgerPlace.directory(config);
            if (directory.isPresent() && isPartOf(directory.get(), real)) {
                throw new BadInputException(
                        name + ": is in the directory of the ledger, " + directory.get() + "; name a file elsewhere");
            }
            return real;
        } catch (IOException e) {
            throw new BadInputException(name + ": cannot be used: " + FileTrouble.of(e));
        }
    }

    private static Path real(String name, Path path) throws IOException {
        Path parent = path.getParent();
        Path file = path.getFileName();
        if (Files.isDirectory(path) || parent == null || file == null) {
            throw new BadInputException(name + ": is a directory; name a file");
        }
        if (Files.exists(path)) {
            if (!Files.isRegularFile(path)) {
                throw new BadInputException(name + ": is no regular file; name another");
            }
            if (!Files.isWritable(path)) {
                throw new BadInputException(name + ": may not be written; name another file or change its permissions");
            }
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            throw new BadInputException(name + ": is a symbolic link to nothing; name a file");
        }
        if (!Files.isDirectory(parent)) {
            throw new BadInputException(name + ": there is no directory " + parent + "; make it first");
        }
        if (!Files.isWritable(parent)) {
            throw new BadInputException(name + ": the directory " + parent + " may not be written to; name another");
        }
        return parent.toRealPath().resolve(file);
    }

    // A hard link has a path outside the directory but is the same file, so all files are compared.
    private static boolean isPartOf(Path directory, Path file) throws IOException {
        if (!Files.isDirectory(directory)) {
            return file.startsWith(directory.toAbsolutePath().normalize());
        }
        if (file.startsWith(directory.toRealPath())) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory.toRealPath(), DEPTH)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path one : all) {
                if (Files.isSameFile(one, file)) {
                    return true;
                }
            }
            return false;
        }
    }
}
