package io.ledgeractors.embedded.state.index;

import java.util.Arrays;

/**
 * A pool of ints in segments that never move. It allocates pieces that do not cross the end of a segment; nothing is
 * freed.
 */
final class IntPool {
    private static final int SEGMENT_BITS = 16;
    static final int SEGMENT = 1 << SEGMENT_BITS;

    private final int fresh;
    private int[][] segments = new int[16][];
    private int segmentCount;
    /** The lowest address that was not allocated yet. */
    private int next;

    /** Creates an empty pool, where an int that was not set yet is {@code fresh}. */
    IntPool(int fresh) {
        this.fresh = fresh;
    }

    int get(int address) {
        return segments[address >>> SEGMENT_BITS][address & (SEGMENT - 1)];
    }

    void set(int address, int value) {
        segments[address >>> SEGMENT_BITS][address & (SEGMENT - 1)] = value;
    }

    /** Returns the size to allocate for {@code wanted} ints: less where a segment ends, but not below {@code least}. */
    int available(int wanted, int least) {
        int left = segmentCount * SEGMENT - next;
        return left >= least ? Math.min(left, wanted) : wanted;
    }

    /** Allocates a piece of a size that {@link #available} returned, and returns its address. */
    int take(int size) {
        if (segmentCount * SEGMENT - next < size) {
            next = segmentCount * SEGMENT;
            addSegment();
        }
        int address = next;
        next = Math.addExact(next, size);
        return address;
    }

    /** Returns the number of ints that take memory. */
    long size() {
        return (long) segmentCount * SEGMENT;
    }

    private void addSegment() {
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, 2 * segments.length);
        }
        Math.multiplyExact(segmentCount + 1, SEGMENT);
        int[] segment = new int[SEGMENT];
        Arrays.fill(segment, fresh);
        segments[segmentCount++] = segment;
    }
}
