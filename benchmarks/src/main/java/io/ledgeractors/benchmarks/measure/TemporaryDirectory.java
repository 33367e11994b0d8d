package io.ledgeractors.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory for the data of a measurement. Closing it deletes it with all that is in it.
 *
 * @param path where it is
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {
    /**
     * Makes a directory.
     *
     * @param parent where it is made; null: in {@code java.io.tmpdir}
     * @throws BenchmarkException if it cannot be made
     */
    public static TemporaryDirectory in(@Nullable Path parent) {
        Path where = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
        try {
            return new TemporaryDirectory(Files.createTempDirectory(where, "ledger-benchmark"));
        } catch (IOException e) {
            throw new BenchmarkException("cannot make a directory in " + where + ": " + e.getMessage(), e);
        }
    }

    /**
     * Deletes the directory.
     *
     * @throws BenchmarkException if that fails
     */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BenchmarkException("cannot delete " + path + ": " + e.getMessage(), e);
        }
    }
}
