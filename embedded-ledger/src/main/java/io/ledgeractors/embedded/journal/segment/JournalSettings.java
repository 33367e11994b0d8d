package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import java.nio.file.Path;

/**
 * The settings of a journal. Immutable.
 *
 * @param directory directory that holds nothing but the journal
 * @param cluster id of the cluster; files that exist must have the same
 * @param segmentBytes size of new files in bytes; a multiple of 4,096, at least {@link #SEGMENT_BYTES_MIN}
 * @param batchSizeLimit greatest body of a request in bytes; files that exist must have the same
 * @param tailLoss policy for a newest block that is missing or damaged although it may have been acknowledged
 */
public record JournalSettings(
        Path directory, UInt128 cluster, int segmentBytes, int batchSizeLimit, TailLoss tailLoss) {
    /** The least size of a file in bytes. A file that is to take the largest requests needs more than 4 MiB. */
    public static final int SEGMENT_BYTES_MIN = 64 * 1024;

    /** Bytes of blocks and pages that may be on their way to the disk when the next file is made. */
    private static final long IN_FLIGHT_BYTES = 8 << 20;

    /** Checks the size of files. */
    public JournalSettings {
        requireSegmentBytes(segmentBytes, SEGMENT_BYTES_MIN);
    }

    /** Creates settings that cut off a lost newest block. */
    public JournalSettings(Path directory, UInt128 cluster, int segmentBytes, int batchSizeLimit) {
        this(directory, cluster, segmentBytes, batchSizeLimit, TailLoss.CUT_OFF);
    }

    /**
     * Returns the size of a file if it is allowed.
     *
     * @throws IllegalArgumentException if it is below {@code min} or no multiple of a page
     */
    public static int requireSegmentBytes(int bytes, int min) {
        if (bytes < min || bytes % LogFormat.PAGE != 0) {
            throw new IllegalArgumentException("a file of the log has at least " + min + " bytes and a multiple of "
                    + LogFormat.PAGE + ", not " + bytes);
        }
        return bytes;
    }

    /** Returns how many bytes must stay free on the disk, so that the log can make its next file. */
    public static long freeBytesForNextFile(int segmentBytes) {
        return segmentBytes + IN_FLIGHT_BYTES;
    }

    /** Returns the greatest size of a block in bytes, so that each file holds at least one block. */
    public int blockMax() {
        return Math.min(LogFormat.BLOCK_MAX, segmentBytes - LogFormat.FIRST_BLOCK);
    }
}
