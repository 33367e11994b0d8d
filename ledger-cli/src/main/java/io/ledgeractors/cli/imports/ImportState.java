package io.ledgeractors.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.model.UInt128;
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
 * The state of an import, as its file holds it. All rows up to {@code row} are settled: they are in the ledger or in
 * the file of rejected rows. Immutable.
 *
 * @param content hash of the imported file; the first component, because the text of the state begins with it
 * @param file path of the imported file, for people and to tell a changed file from another file
 * @param rejectedFile path of the file of rejected rows
 * @param identity the identity of the file, from which ids are derived
 * @param plan fingerprint of the options that must be the same to resume
 * @param row number of the last row that is settled
 * @param lastId decimal id of the last row that is in the ledger; empty if there is none
 * @param rejectedBytes length of the file of rejected rows up to {@code row}
 * @param created number of rows created so far
 * @param existed number of rows so far that existed already
 * @param rejected number of rows rejected so far
 * @param isDone true if all rows are settled
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

    /**
     * Checks the values, because people may change the file.
     *
     * @throws IllegalArgumentException if no import has such a state
     */
    ImportState {
        if (row < 0 || rejectedBytes < 0 || created < 0 || existed < 0 || rejected < 0) {
            throw new IllegalArgumentException("a number of the state is negative");
        }
        if (!lastId.isEmpty()) {
            UInt128.parse(lastId);
        }
    }

    /** Returns the state of an import that has not begun. */
    static ImportState start(String content, String file, String rejectedFile, String identity, String plan) {
        return new ImportState(content, file, rejectedFile, identity, plan, 0, "", 0, 0, 0, 0, false);
    }

    /**
     * Reads the state of an earlier run.
     *
     * @return null if there is no such file
     * @throws BadInputException if the file cannot be read
     */
    static @Nullable ImportState load(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        ImportState state;
        try {
            state = MAPPER.readValue(Files.readString(file), ImportState.class);
        } catch (IOException e) {
            throw isNone(file);
        }
        if (state == null) {
            throw isNone(file);
        }
        return state;
    }

    private static BadInputException isNone(Path file) {
        return new BadInputException(
                file + ": is not the state of an import; delete it to begin anew, or name another with --state");
    }

    /** Returns the draft: the file that {@link #store} writes and then renames to the file of the state. */
    static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    /** Returns true if the file begins as a state does, or is the torn beginning of a state. */
    static boolean isDraft(Path draft) throws IOException {
        try (InputStream in = Files.newInputStream(draft)) {
            byte[] begin = in.readNBytes(BEGINNING.length);
            return Arrays.equals(begin, 0, begin.length, BEGINNING, 0, begin.length);
        }
    }

    /** Replaces the file atomically and durably: after a crash it holds either the old or the new state. */
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
