package io.ledgeractors.examples.imports;

import io.ledgeractors.examples.orders.BadInputException;
import io.ledgeractors.examples.orders.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a file's content is, and about how many rows it has.
 *
 * @param content SHA-256 of it in hexadecimal digits
 * @param lines ends of lines in it
 */
record FileHash(String content, long lines) {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads the file.
     *
     * @throws BadInputException if it cannot be read
     */
    static FileHash of(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": is a directory, not a CSV file");
        }
        MessageDigest digest = Digest.sha256();
        long lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage());
        }
        return new FileHash(HexFormat.of().formatHex(digest.digest()), lines);
    }
}
