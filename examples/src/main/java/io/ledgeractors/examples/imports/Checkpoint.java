package io.ledgeractors.examples.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgeractors.examples.orders.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is: everything up to a row is settled, in the ledger or among the rejected. Immutable.
 *
 * @param content hash of the file
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
record Checkpoint(
        String content,
        String identity,
        String plan,
        long row,
        String lastId,
        long rejectedBytes,
        long created,
        long existed,
        long rejected,
        boolean isDone) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An import that has not begun. */
    static Checkpoint start(String content, String identity, String plan) {
        return new Checkpoint(content, identity, plan, 0, "", 0, 0, 0, 0, false);
    }

    /**
     * Reads the state of an earlier run; null if there is none.
     *
     * @throws BadInputException if it cannot be read
     */
    static @Nullable Checkpoint load(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return MAPPER.readValue(Files.readString(file), Checkpoint.class);
        } catch (IOException e) {
            throw new BadInputException(file + ": is not the state of an import; delete it to begin anew, or name"
                    + " another with --state");
        }
    }

    /** Writes the state so that the file has it as a whole or as it was before, after a crash too. */
    void store(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(json().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
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
