package io.ledgeractors.embedded.recovery;

/**
 * The newest block of a log, which was announced, but is missing or damaged, and was cut off. A power cut can cause
 * this before anything in the block was acknowledged; a damaged disk can cause it afterwards. It is unknown which of
 * the two happened.
 *
 * @param file name of the file of the log
 * @param offset bytes from the beginning of the file to the block
 * @param block number of the block
 * @param lastOp position of the last operation that the log kept, or 0 if there is none
 */
public record LostTail(String file, long offset, long block, long lastOp) {
    @Override
    public String toString() {
        return "the newest block of the log, number " + block + ", " + file + " at offset " + offset
                + ", is missing or damaged. Its operations, those after operation " + lastOp
                + ", may have been acknowledged";
    }
}
