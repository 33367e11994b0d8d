package io.ledgeractors.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.cli.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is: everything up to a row is settled, in the ledger or among the rejected. Immutable.
 *
 * @param content hash of the file; the first component, because the text of the state begins with it
 * @param file the file, for people and to tell a changed file from another one
 * @param rejectedFile gets the rejected rows
 * @param identity what ids are made from
 * @param plan what else must be the same for going on
 * @param row the last one that is settled
 * @param lastId of the last one that is in the ledger, decimal; empty: none
 * @param rejectedBytes length of the file of rejected rows
 * @param created rows so far
 * @param existed rows so far
 * @param rejected rows so far
 * @param isDone true if there are no more rows
 */
record ImportState(
        String content,
        String file,
        String rejectedFile,
        String identity,
        String plan,
        long row,
        String lastId,
        long rejectedBytes,
        long created,
        long existed,
        long rejected,
        boolean isDone) {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final byte[] BEGINNING = "{\"content\":\"".getBytes(StandardCharsets.UTF_8);

    /** An import that has not begun. */
    static ImportState start(String content, String file, String rejectedFile, String identity, String plan) {
        return new ImportState(content, file, rejectedFile, identity, plan, 0, "", 0, 0, 0, 0, false);
    }

    /**
     * Reads the state of an earlier run; null if there is none.
     *
     * @throws BadInputException if it cannot be read
     */
    static @Nullable ImportState load(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return MAPPER.readValue(Files.readString(file), ImportState.class);
        } catch (IOException e) {
            throw new BadInputException(file + ": is not the state of an import; delete it to begin anew, or name"
                    + " another with --state");
        }
    }

    /** The file that {@link #store} writes before it takes the place of the state. */
    static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    /** True if a file begins as a state does, or is what a crash left of one. */
    static boolean isDraft(Path draft) throws IOException {
        try (InputStream in = Files.newInputStream(draft)) {
            byte[] begin = in.readNBytes(BEGINNING.length);
            return Arrays.equals(begin, 0, begin.length, BEGINNING, 0, begin.length);
        }
    }

    /** Writes the state so that the file has it as a whole or as it was before, after a crash too. */
    void store(Path file) throws IOException {
        Path draft = draft(file);
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(json().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw FileTrouble.in(draft, e);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }
}
