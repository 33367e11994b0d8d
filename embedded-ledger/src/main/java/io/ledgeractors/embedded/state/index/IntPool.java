package io.ledgeractors.embedded.state.index;

import java.util.Arrays;

/** Ints in segments that never move, given out in pieces that do not cross a segment. Nothing is given back. */
final class IntPool {
    private static final int SEGMENT_BITS = 16;
    static final int SEGMENT = 1 << SEGMENT_BITS;

    private final int fresh;
    private int[][] segments = new int[16][];
    private int segmentCount;
    /** The next address that was not given out yet. */
    private int next;

    /** An empty pool; what was not set yet reads as {@code fresh}. */
    IntPool(int fresh) {
        this.fresh = fresh;
    }

    int get(int address) {
        return segments[address >>> SEGMENT_BITS][address & (SEGMENT - 1)];
    }

    void set(int address, int value) {
        segments[address >>> SEGMENT_BITS][address & (SEGMENT - 1)] = value;
    }

    /** Ints that {@link #take} gives for {@code wanted}: fewer where a segment ends, but not below {@code least}. */
    int available(int wanted, int least) {
        int left = segmentCount * SEGMENT - next;
        return left >= least ? Math.min(left, wanted) : wanted;
    }

    /** The address of so many ints in a row, as {@link #available} has told. */
    int take(int size) {
        if (segmentCount * SEGMENT - next < size) {
            next = segmentCount * SEGMENT;
            addSegment();
        }
        int address = next;
        next = Math.addExact(next, size);
        return address;
    }

    /** Ints of memory in use. */
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
