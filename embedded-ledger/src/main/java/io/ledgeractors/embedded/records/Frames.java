package io.ledgeractors.embedded.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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

    /** Who has pages in frames. */
    interface Owner {
        /** Gives a page up; false if it cannot. */
        boolean giveUp(int page);
    }

    private final int most;
    private ByteBuffer[] buffers = new ByteBuffer[0];
    private @Nullable Owner[] owners = new @Nullable Owner[0];
    private int[] pages = new int[0];
    private boolean[] used = new boolean[0];
    /** Frames that have memory. */
    private int held;
    /** Frames that were given out. */
    private int given;

    private int hand;

    /** Frames in at most so many bytes. */
    Frames(long bytes) {
        most = (int) Math.min(Integer.MAX_VALUE / 2, bytes / FRAME) / SLAB_FRAMES * SLAB_FRAMES;
    }

    /**
     * Makes sure that so many can be taken.
     *
     * @throws OutOfMemoryError if there is no memory
     */
    void reserve(int frames) {
        while (held < most && held - given < frames) {
            addSlab();
        }
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

    private boolean grows() {
        if (held == most) {
            return false;
        }
        try {
            addSlab();
            return true;
        } catch (OutOfMemoryError outOfMemory) {
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
        ByteBuffer slab = ByteBuffer.allocateDirect(SLAB_FRAMES * FRAME);
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
