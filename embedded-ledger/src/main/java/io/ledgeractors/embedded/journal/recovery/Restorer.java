package io.ledgeractors.embedded.journal.recovery;

import io.ledgeractors.embedded.log.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Builds the ledger whose log is then replayed. */
@FunctionalInterface
public interface Restorer {
    /**
     * A checkpoint that was read.
     *
     * @param op position of its last operation
     * @param body what was saved
     */
    record Checkpoint(long op, ByteBuffer body) {}

    /** Returns a restorer that needs no checkpoint, because what it builds begins with the records of the log. */
    static Restorer of(Replayer replayer) {
        return checkpoint -> replayer;
    }

    /**
     * Builds the ledger that a checkpoint holds, or an empty one.
     *
     * @param checkpoint null if there is none, so that the log begins with the first operation
     * @return executes the records of the log. Some of the first ones may be in the checkpoint already
     * @throws IOException if a file of the ledger cannot be opened
     * @throws LogException if the ledger cannot be built
     */
    Replayer restore(@Nullable Checkpoint checkpoint) throws IOException, LogException;
}
