package io.ledgeractors.embedded.journal.checkpoint;

import io.ledgeractors.model.UInt128;

/**
 * The beginning of a file of the log, from which it can be read without the files before it.
 *
 * @param segment number of the file
 * @param sequence number of the last block before the file; 0 if there is none
 * @param checksum checksum of the header of that block; zero if there is none
 * @param lastOp position of the last record before the file; 0 if there is none
 */
public record LogStart(long segment, long sequence, UInt128 checksum, long lastOp) {
    /** The beginning of a log. */
    public static final LogStart FIRST = new LogStart(1, 0, UInt128.ZERO, 0);
}
