package io.ledgeractors.embedded.state.index;

/**
 * Lists of ordinals, each added to at its end only, in rising order. The caller keeps a handle per list, which
 * changes with every addition: 0 for an empty list. A list of one is its handle and takes no memory; a longer one
 * is a chain of chunks, each half again as long as the one before, and its handle tells where its last ordinal
 * stands, so that adding touches nothing but the place behind it.
 *
 * <p>A chunk: room for ordinals, free places behind them, then a footer that tells its capacity and the handle of
 * the list before the chunk was added. A footer is below {@link #FREE}, ordinals are above.
 */
public final class PostingLists {
    static final int FREE = -1;

    private static final int FOOTER = 2;
    private static final int FOOTER_BELOW = -2;
    private static final int CHUNK_MIN = 2;
    private static final int CHUNK_MAX = IntPool.SEGMENT / 4 - FOOTER;

    private final IntPool pool = new IntPool(FREE);

    /**
     * Adds an ordinal above all others of the list; the handle of the list from now on.
     *
     * @throws OutOfMemoryError if there is no memory; no list has changed
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
     * Reads the ends of many lists, see {@link FingerprintTable#prefetch}.
     *
     * @return something to make a sum of, so that the reading is not optimised away
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

    /** The list as a set, valid until something is added to any list. */
    public Ordinals open(int handle) {
        if (handle == 0) {
            return Ordinals.none();
        }
        return handle > 0 ? Ordinals.range(handle - 1, handle) : new PostingCursor(this, handle);
    }

    /** Bytes of memory in use. */
    public long bytes() {
        return pool.size() * Integer.BYTES;
    }

    /** Where the footer of the chunk stands whose last ordinal this handle tells. */
    int footer(int handle) {
        int at = ~handle + 1;
        while (pool.get(at) >= FREE) {
            at++;
        }
        return at;
    }

    /** Where the ordinals of the chunk begin that has this footer. */
    int start(int footer) {
        return footer - capacity(footer);
    }

    /** The handle of the list without the chunk that has this footer; 0: there was none. */
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
