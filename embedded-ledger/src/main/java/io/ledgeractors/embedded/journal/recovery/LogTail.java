package io.ledgeractors.embedded.journal.recovery;

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
public record LogTail(int segment, long position, long sequence, UInt128 checksum, long lastOp) {}
