package io.ledgeractors.embedded.journal;

/**
 * Computes whether blocks fit into the files that exist. Blocks are placed one after another. A block that does not fit
 * into the rest of the present file goes into the next file.
 */
final class LogCapacity {
    private long remaining;
    private long spareBytes;

    /**
     * Starts from the capacity of the files that exist.
     *
     * @param remaining bytes that are left for blocks in the present file
     * @param spareBytes bytes for blocks in the next file; 0 if there is none
     */
    LogCapacity(long remaining, long spareBytes) {
        this.remaining = remaining;
        this.spareBytes = spareBytes;
    }

    /** Places a further block; returns false if it does not fit. */
    boolean place(long bytes) {
        if (bytes > remaining) {
            remaining = spareBytes;
            spareBytes = 0;
        }
        remaining -= bytes;
        return remaining >= 0;
    }
}
