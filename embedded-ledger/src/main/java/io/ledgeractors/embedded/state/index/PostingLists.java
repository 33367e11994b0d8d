package io.ledgeractors.embedded.state.index;

/**
 * Lists of ordinals, each added to at its end only, in rising order. The caller keeps a handle per list: 0 for an
 * empty one. A list of one is its handle and takes no memory; a longer one is a chain of chunks, each half as
 * long as all before it.
 *
 * <p>A chunk: address of the one before (-1: none), capacity and number of its ordinals, the ordinals.
 */
public final class PostingLists {
    static final int NO_CHUNK = -1;
    static final int HEADER = 2;

    private static final int CHUNK_MIN = 2;
    private static final int CHUNK_MAX = IntPool.SEGMENT - HEADER;
    private static final int COUNT_BITS = 16;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

    private final IntPool pool = new IntPool();

    /** Adds an ordinal above all others of the list; the handle of the list from now on. */
    public int append(int handle, int ordinal) {
        if (handle == 0) {
            return ordinal + 1;
        }
        if (handle > 0) {
            int chunk = newChunk(NO_CHUNK, CHUNK_MIN);
            put(chunk, 0, handle - 1);
            put(chunk, 1, ordinal);
            return ~chunk;
        }
        int chunk = ~handle;
        int header = pool.get(chunk + 1);
        int count = header & COUNT_MASK;
        int capacity = header >>> COUNT_BITS;
        if (count < capacity) {
            put(chunk, count, ordinal);
            return handle;
        }
        int next = newChunk(chunk, Math.min(CHUNK_MAX, capacity + capacity / 2 + 1));
        put(next, 0, ordinal);
        return ~next;
    }

    /** Reads the end of the list, see {@link FingerprintTable#warm}. */
    int warm(int handle) {
        if (handle >= 0) {
            return 0;
        }
        int chunk = ~handle;
        return pool.get(chunk + 1 + (pool.get(chunk + 1) & COUNT_MASK));
    }

    /** The list as a set, valid until something is added to any list. */
    public Ordinals open(int handle) {
        if (handle == 0) {
            return Ordinals.none();
        }
        return handle > 0 ? Ordinals.range(handle - 1, handle) : new PostingCursor(this, ~handle);
    }

    /** Bytes of memory in use. */
    public long bytes() {
        return pool.size() * Integer.BYTES;
    }

    int previous(int chunk) {
        return pool.get(chunk);
    }

    int count(int chunk) {
        return pool.get(chunk + 1) & COUNT_MASK;
    }

    int ordinal(int chunk, int index) {
        return pool.get(chunk + HEADER + index);
    }

    private int newChunk(int previous, int wanted) {
        int size = pool.available(HEADER + wanted, HEADER + Math.max(CHUNK_MIN, wanted / 8));
        int chunk = pool.take(size);
        pool.set(chunk, previous);
        pool.set(chunk + 1, size - HEADER << COUNT_BITS);
        return chunk;
    }

    private void put(int chunk, int index, int ordinal) {
        pool.set(chunk + HEADER + index, ordinal);
        pool.set(chunk + 1, pool.get(chunk + 1) + 1);
    }
}
