package io.ledgeractors.embedded.journal;

/**
 * Tells whether blocks fit into the files that are there. Blocks go one after another; one that does not fit into the
 * rest of a file goes into the next file.
 */
final class LogCapacity {
    private long remaining;
    private boolean spare;
    private final long spareBytes;

    /**
     * Files with so much room.
     *
     * @param remaining bytes that are left in the present file
     * @param spare true if the next file is there
     * @param spareBytes bytes for blocks in the next file
     */
    LogCapacity(long remaining, boolean spare, long spareBytes) {
        this.remaining = remaining;
        this.spare = spare;
        this.spareBytes = spareBytes;
    }

    /** True if a further block fits; it is placed then. */
    boolean place(long bytes) {
        if (bytes > remaining) {
            if (!spare) {
                return false;
            }
            spare = false;
            remaining = spareBytes;
        }
        remaining -= bytes;
        return remaining >= 0;
    }
}
