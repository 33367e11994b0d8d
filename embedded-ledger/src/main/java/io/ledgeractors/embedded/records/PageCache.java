package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.StoreFullException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache of pages in direct memory, shared by all stores of a ledger. It grows up to a limit; then it evicts pages
 * that were not used for a while (the clock algorithm). A frame is the memory of one page.
 */
final class PageCache {
    /** The records of a page. */
    static final int PAGE_RECORDS = 64;

    /** The bytes of the largest record that a store may have. */
    static final int RECORD_MAX = 152;

    private static final int CACHE_LINE = 64;

    /** The bytes of a frame: the largest records, and what the file adds to a page. */
    static final int FRAME = PAGE_RECORDS * RECORD_MAX + CACHE_LINE;

    private static final int SLAB_FRAMES = 64;

    /** The frames that stay free for reads while a request fills all frames that it reserved. */
    private static final int FOR_READS = 1;

    /**
     * The frames to take by eviction before more memory is requested again after the JVM had none. A request in vain
     * costs half a second and a garbage collection.
     */
    static final int RETRY_AFTER = 1 << 16;

    /** A store that has pages in the cache. */
    interface Owner {
        /** Evicts a page, or returns false if the page must stay in memory. */
        boolean evict(int page);
    }

    private final int most;
    private final long otherBytes;
    private final IntFunction<ByteBuffer> memory;
    private ByteBuffer[] buffers = new ByteBuffer[0];
    private @Nullable Owner[] owners = new @Nullable Owner[0];
    private int[] pages = new int[0];
    private boolean[] used = new boolean[0];
    /** The frames that have memory. */
    private int held;
    /** The frames that hold or held a page. */
    private int given;

    /** The frame at which the search for a page to evict goes on. */
    private int hand;

    /** The frames that all owners together may fill before any of them can be written. */
    private int reserved;

    /** The frames to take by eviction before more memory is requested again. */
    private int untilRetry;

    /**
     * Creates a cache without memory.
     *
     * @param cacheBytes the most bytes of the cache, those for other purposes included
     * @param otherBytes the bytes of them that are for other purposes than frames
     * @param memory allocates this many bytes off the heap, or throws an {@link OutOfMemoryError}
     */
    PageCache(long cacheBytes, long otherBytes, IntFunction<ByteBuffer> memory) {
        this.otherBytes = otherBytes;
        this.memory = memory;
        long frames = Math.min(Integer.MAX_VALUE / 2, (cacheBytes - otherBytes) / FRAME);
        most = (int) frames / SLAB_FRAMES * SLAB_FRAMES;
    }

    /**
     * Reserves frames that an owner can fill before any of them can be written.
     *
     * @param before the frames that the owner had reserved
     * @param now the frames that it reserves instead
     * @throws StoreFullException if the cache is too small; nothing has changed then
     * @throws OutOfMemoryError if the memory does not suffice; only memory was allocated then
     */
    void reserve(int before, int now) {
        int all = reserved - before + now;
        if (all > most - FOR_READS) {
            throw new StoreFullException("the cache of the records has " + most + " pages, but this request may fill "
                    + all + " before any can be written; raise memory.off-heap to " + bytesFor(all)
                    + " bytes or more");
        }
        // Frames beyond the reservations hold pages that can be evicted.
        while (held - FOR_READS < all) {
            addSlab();
        }
        reserved = all;
    }

    /** Releases a part of a reservation. */
    void release(int frames) {
        if (frames > reserved) {
            throw new IllegalStateException("more pages are released than the " + reserved + " reserved ones");
        }
        reserved -= frames;
    }

    /** Assigns a frame to a page, evicting another page if necessary, and returns the number of the frame. */
    int take(Owner owner, int page) {
        int frame = given < held || grows() ? given++ : evicted();
        owners[frame] = owner;
        pages[frame] = page;
        used[frame] = true;
        return frame;
    }

    /** Returns the memory of a frame: {@link #FRAME} bytes, little endian. The call counts as a use of the page. */
    ByteBuffer buffer(int frame) {
        used[frame] = true;
        return buffers[frame];
    }

    /** Returns the bytes of memory that were allocated. */
    long bytes() {
        return (long) held * FRAME;
    }

    private long bytesFor(int frames) {
        long slabs = ((long) frames + FOR_READS + SLAB_FRAMES - 1) / SLAB_FRAMES;
        return slabs * SLAB_FRAMES * FRAME + otherBytes;
    }

    private boolean grows() {
        if (held == most) {
            return false;
        }
        if (untilRetry > 0) {
            untilRetry--;
            return false;
        }
        try {
            addSlab();
            return true;
        } catch (OutOfMemoryError outOfMemory) {
            untilRetry = RETRY_AFTER;
            return false;
        }
    }

    private int evicted() {
        for (int tried = 0; tried < 2 * held; tried++) {
            int frame = hand;
            hand = frame + 1 == held ? 0 : frame + 1;
            Owner owner = owners[frame];
            if (used[frame]) {
                used[frame] = false;
            } else if (owner == null || owner.evict(pages[frame])) {
                return frame;
            }
        }
        throw new IllegalStateException("all " + held + " frames hold pages that are not written yet");
    }

    private void addSlab() {
        ByteBuffer slab = memory.apply(SLAB_FRAMES * FRAME);
        int size = held + SLAB_FRAMES;
        if (size > buffers.length) {
            int length = Math.min(most, Math.max(size, 2 * buffers.length));
            owners = Arrays.copyOf(owners, length);
            pages = Arrays.copyOf(pages, length);
            used = Arrays.copyOf(used, length);
            buffers = Arrays.copyOf(buffers, length);
        }
        for (int i = 0; i < SLAB_FRAMES; i++) {
            buffers[held + i] = slab.slice(i * FRAME, FRAME).order(ByteOrder.LITTLE_ENDIAN);
        }
        held = size;
    }
}
