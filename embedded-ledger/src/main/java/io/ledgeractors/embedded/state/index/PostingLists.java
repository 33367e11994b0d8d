package io.ledgeractors.embedded.state.index;

/**
 * Lists of ordinals in rising order, which grow at their ends only. The caller keeps a handle of each list, which
 * changes with every addition. The handle of an empty list is 0. A list of one ordinal is its handle and takes no
 * memory. A longer list is a chain of chunks, each half again as long as the one before; its handle is derived from the
 * place of its last ordinal, so that adding touches nothing but the place behind it.
 *
 * <p>A chunk consists of ordinals, free places, and a footer with its capacity and the handle that the list had before
 * the chunk was added. The capacity is stored as a number below {@link #FREE}; ordinals are above {@link #FREE}.
 */
public final class PostingLists {
    static final int FREE = -1;

    private static final int FOOTER = 2;
    private static final int FOOTER_BELOW = -2;
    private static final int CHUNK_MIN = 2;
    private static final int CHUNK_MAX = IntPool.SEGMENT / 4 - FOOTER;

    private final IntPool pool = new IntPool(FREE);

    /**
     * Adds an ordinal above all others of the list, and returns the new handle of the list. The indexes that own the
     * lists check the order. A check here would have to read the last ordinal, which costs about 5% of the time of a
     * transfer.
     *
     * @throws OutOfMemoryError if the memory does not suffice; no list has changed
     */
    public int append(int handle, int ordinal) {
        if (handle == 0) {
            return ordinal + 1;
        }
        if (handle > 0) {
            int chunk = newChunk(0, CHUNK_MIN);
            pool.set(chunk, handle - 1);
            pool.set(chunk + 1, ordinal);
            return ~(chunk + 1);
        }
        int next = ~handle + 1;
        int there = pool.get(next);
        if (there == FREE) {
            pool.set(next, ordinal);
            return ~next;
        }
        int capacity = FOOTER_BELOW - there;
        int chunk = newChunk(handle, Math.min(CHUNK_MAX, capacity + capacity / 2 + 1));
        pool.set(chunk, ordinal);
        return ~chunk;
    }

    /**
     * Prefetches the ends of many lists, see {@link FingerprintTable#prefetch}.
     *
     * @return a sum of the values read, to be used so that the compiler cannot remove the reads
     */
    public int prefetch(int[] handles, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int handle = handles[i];
            if (handle < 0) {
                sum += pool.get(~handle + 1);
            }
        }
        return sum;
    }

    /** Returns the list as a set, which is valid until an ordinal is added to any list. */
    public Ordinals open(int handle) {
        if (handle == 0) {
            return Ordinals.none();
        }
        return handle > 0 ? Ordinals.range(handle - 1, handle) : new PostingCursor(this, handle);
    }

    /** Returns the bytes of memory in use. */
    public long bytes() {
        return pool.size() * Integer.BYTES;
    }

    /** Returns the place of the footer of the chunk that contains the last ordinal of the list with this handle. */
    int footer(int handle) {
        int at = ~handle + 1;
        while (pool.get(at) >= FREE) {
            at++;
        }
        return at;
    }

    /** Returns the place of the first ordinal of the chunk with this footer. */
    int start(int footer) {
        return footer - capacity(footer);
    }

    /** Returns the handle that the list had before the chunk with this footer was added; 0 if it was empty. */
    int previous(int footer) {
        return pool.get(footer + 1);
    }

    int ordinal(int at) {
        return pool.get(at);
    }

    private int capacity(int footer) {
        return FOOTER_BELOW - pool.get(footer);
    }

    private int newChunk(int previous, int wanted) {
        int size = pool.available(FOOTER + wanted, FOOTER + Math.max(CHUNK_MIN, wanted / 8));
        int chunk = pool.take(size);
        int footer = chunk + size - FOOTER;
        pool.set(footer, FOOTER_BELOW - (footer - chunk));
        pool.set(footer + 1, previous);
        return chunk;
    }
}
