package io.ledgeractors.embedded.journal.recovery;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.model.UInt128;

/**
 * The end of a log, where the next block goes.
 *
 * @param segment index of the file in the list of files
 * @param position offset of the next block in it
 * @param sequence number of the last block, or 0 if there is none
 * @param checksum the checksum of the last block's header, or zero if there is none
 * @param lastOp position of the last record, or 0 if there is none
 */
public record LogTail(int segment, long position, long sequence, UInt128 checksum, long lastOp) {
    /** The end of a log without any block. */
    public static final LogTail EMPTY = new LogTail(0, LogFormat.FIRST_BLOCK, 0, UInt128.ZERO, 0);
}
