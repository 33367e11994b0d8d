package io.ledgeractors.embedded.state.store;

import java.util.Arrays;

/** A growing array of 32-bit numbers, 0 where none was set, in segments that never move. */
public final class IntColumn {
    private static final int SEGMENT_BITS = 12;
    private static final int SEGMENT = 1 << SEGMENT_BITS;

    private int[][] segments = new int[16][];
    private int segmentCount;

    /** Returns the number at {@code index}; 0 if none was set. */
    public int get(int index) {
        int segment = index >>> SEGMENT_BITS;
        return segment < segmentCount ? segments[segment][index & (SEGMENT - 1)] : 0;
    }

    /** Sets the number at {@code index}, and allocates memory as needed. */
    public void set(int index, int value) {
        int segment = index >>> SEGMENT_BITS;
        if (segment >= segmentCount) {
            grow(segment);
        }
        segments[segment][index & (SEGMENT - 1)] = value;
    }

    /** Reserves memory for the numbers up to {@code index}, so that setting them cannot fail. */
    public void reserve(int index) {
        if (index >>> SEGMENT_BITS >= segmentCount) {
            grow(index >>> SEGMENT_BITS);
        }
    }

    /** Returns the bytes of memory in use. */
    public long bytes() {
        return (long) segmentCount * SEGMENT * Integer.BYTES;
    }

    private void grow(int last) {
        if (last >= segments.length) {
            segments = Arrays.copyOf(segments, Math.max(last + 1, 2 * segments.length));
        }
        while (segmentCount <= last) {
            segments[segmentCount++] = new int[SEGMENT];
        }
    }
}
