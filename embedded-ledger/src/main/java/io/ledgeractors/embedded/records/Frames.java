package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.StoreFullException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Direct memory for pages of files, all stores of a ledger together: as much as is needed, up to a limit, then
 * pages that were not used for a while give theirs to others (the clock algorithm).
 */
final class Frames {
    /** Records of a page. */
    static final int PAGE_RECORDS = 64;

    /** Bytes of the largest record. */
    static final int RECORD_MAX = 152;

    /** Bytes of a frame. */
    static final int FRAME = PAGE_RECORDS * RECORD_MAX;

    private static final int SLAB_FRAMES = 64;

    /** Frames that stay free for reads while a request fills all that it reserved. */
    private static final int FOR_READS = 1;

    /**
     * Frames that are taken before memory is asked for again when there was none. Asking in vain takes the JVM half a second
     * and a collection of garbage.
     */
    static final int RETRY_AFTER = 1 << 16;

    /** Who has pages in frames. */
    interface Owner {
        /** Gives a page up; false if it cannot. */
        boolean giveUp(int page);
    }

    private final int most;
    private final long otherBytes;
    private final IntFunction<ByteBuffer> memory;
    private ByteBuffer[] buffers = new ByteBuffer[0];
    private @Nullable Owner[] owners = new @Nullable Owner[0];
    private int[] pages = new int[0];
    private boolean[] used = new boolean[0];
    /** Frames that have memory. */
    private int held;
    /** Frames that were given out. */
    private int given;

    private int hand;

    /** Frames that all owners together may fill before any of them can be written. */
    private int reserved;

    /** Frames to be taken before memory is asked for again. */
    private int untilRetry;

    /**
     * Frames in a part of the cache.
     *
     * @param cacheBytes bytes of the whole cache at most
     * @param otherBytes bytes of it that are not for frames
     * @param memory gives so many bytes off the heap, or throws an {@link OutOfMemoryError}
     */
    Frames(long cacheBytes, long otherBytes, IntFunction<ByteBuffer> memory) {
        this.otherBytes = otherBytes;
        this.memory = memory;
        long frames = Math.min(Integer.MAX_VALUE / 2, (cacheBytes - otherBytes) / FRAME);
        most = (int) frames / SLAB_FRAMES * SLAB_FRAMES;
    }

    /**
     * Makes sure that an owner can fill so many frames before any of them can be written.
     *
     * @param before what the owner had reserved
     * @param now what it reserves instead
     * @throws StoreFullException if the cache is too small for it; nothing has changed then
     * @throws OutOfMemoryError if there is no memory; nothing but the memory taken has changed then
     */
    void reserve(int before, int now) {
        int all = reserved - before + now;
        if (all > most - FOR_READS) {
            throw new StoreFullException("the cache of the records has " + most + " pages, but this request may fill "
                    + all + " before any can be written; raise memory.off-heap to " + bytesFor(all)
                    + " bytes or more");
        }
        // Frames beyond the reservations hold pages that can be given up.
        while (held - FOR_READS < all) {
            addSlab();
        }
        reserved = all;
    }

    /** Gives a part of a reservation back. */
    void release(int frames) {
        reserved -= frames;
    }

    /** Takes a frame for a page, from another page if need be; its number. */
    int take(Owner owner, int page) {
        int frame = given < held || grows() ? given++ : givenUp();
        owners[frame] = owner;
        pages[frame] = page;
        used[frame] = true;
        return frame;
    }

    /** The memory of a frame, {@link #FRAME} bytes, little endian; counts as a use. */
    ByteBuffer buffer(int frame) {
        used[frame] = true;
        return buffers[frame];
    }

    /** Bytes of memory that were taken. */
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

    private int givenUp() {
        for (int tried = 0; tried < 2 * held; tried++) {
            int frame = hand;
            hand = frame + 1 == held ? 0 : frame + 1;
            Owner owner = owners[frame];
            if (used[frame]) {
                used[frame] = false;
            } else if (owner == null || owner.giveUp(pages[frame])) {
                return frame;
            }
        }
        throw new IllegalStateException("all " + held + " frames hold pages that are not written yet");
    }

    private void addSlab() {
        ByteBuffer slab = memory.apply(SLAB_FRAMES * FRAME);
        int size = held + SLAB_FRAMES;
        if (size > buffers.length) {
            int room = Math.min(most, Math.max(size, 2 * buffers.length));
            owners = Arrays.copyOf(owners, room);
            pages = Arrays.copyOf(pages, room);
            used = Arrays.copyOf(used, room);
            buffers = Arrays.copyOf(buffers, room);
        }
        for (int i = 0; i < SLAB_FRAMES; i++) {
            buffers[held + i] = slab.slice(i * FRAME, FRAME).order(ByteOrder.LITTLE_ENDIAN);
        }
        held = size;
    }
}
