package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import java.nio.file.Path;

/**
 * Where a journal is and what it belongs to. Immutable.
 *
 * @param directory holds nothing but the journal
 * @param cluster id of the cluster; the files must have the same
 * @param segmentBytes bytes of new files; a multiple of 4,096, at least {@link #SEGMENT_BYTES_MIN}
 * @param batchSizeLimit greatest body of a request in bytes; the files must have the same
 * @param tailLoss what to do if the newest block is missing or damaged although it may have been acknowledged
 */
public record JournalSettings(
        Path directory, UInt128 cluster, int segmentBytes, int batchSizeLimit, TailLoss tailLoss) {
    /** The least size of a file. One that is to take the largest requests needs more than 4 MiB. */
    public static final int SEGMENT_BYTES_MIN = 64 * 1024;

    /** Checks the size. */
    public JournalSettings {
        if (segmentBytes < SEGMENT_BYTES_MIN || segmentBytes % LogFormat.PAGE != 0) {
            throw new IllegalArgumentException("a file of the log has at least " + SEGMENT_BYTES_MIN
                    + " bytes and a multiple of " + LogFormat.PAGE + ", not " + segmentBytes);
        }
    }

    /** Settings that cut a lost newest block off. */
    public JournalSettings(Path directory, UInt128 cluster, int segmentBytes, int batchSizeLimit) {
        this(directory, cluster, segmentBytes, batchSizeLimit, TailLoss.CUT_OFF);
    }

    /** Bytes of a block at most: a file holds at least one. */
    public int blockMax() {
        return Math.min(LogFormat.BLOCK_MAX, segmentBytes - LogFormat.FIRST_BLOCK);
    }
}
