package io.ledgeractors.embedded.state.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An array of a {@link FingerprintTable}: 2^bits places, and behind them as many as the last cluster needs. The places
 * are in segments, which are allocated with their first entry and can be released. A place holds a fingerprint and a
 * value, or 0.
 */
final class Slots {
    static final int BITS_MAX = 30;
    /** Returned by {@link #seek} for a fingerprint that has no entry. */
    static final int NONE = -1;

    /**
     * The binary logarithm of the largest segment. Segments are few, so that their headers stay in the processor's
     * cache, but fit into a region of G1.
     */
    private static final int SEGMENT_BITS_MAX = 15;

    private final int bits;
    private final int segmentBits;
    private final int segmentMask;
    private long[] @Nullable [] segments;
    private int held;
    /** All segments below this one have been allocated. */
    private int heldBelow;

    Slots(int bits) {
        if (bits < 1 || bits > BITS_MAX) {
            throw new IllegalArgumentException("a table has 2 to 2^" + BITS_MAX + " places, not 2^" + bits);
        }
        this.bits = bits;
        this.segmentBits = Math.min(bits, SEGMENT_BITS_MAX);
        this.segmentMask = (1 << segmentBits) - 1;
        this.segments = new long[((1 << bits) >>> segmentBits) + 1][];
    }

    int bits() {
        return bits;
    }

    /** Returns the number of places, those behind the 2^bits included. */
    int length() {
        return segments.length << segmentBits;
    }

    /** Returns the number of places that take memory. */
    int heldPlaces() {
        return held << segmentBits;
    }

    /**
     * Allocates the memory of all places up to {@code slot} and some behind it, so that entries can be written there.
     *
     * @throws OutOfMemoryError if the memory does not suffice; segments allocated until then stay
     */
    void hold(int slot) {
        int needed = Math.min(segments.length, (slot >>> segmentBits) + 2);
        while (heldBelow < needed) {
            if (segments[heldBelow] == null) {
                segments[heldBelow] = new long[1 << segmentBits];
                held++;
            }
            heldBelow++;
        }
    }

    /** Returns the first place for entries of this fingerprint: the order of places is that of fingerprints. */
    int home(int fingerprint) {
        return fingerprint >>> (Integer.SIZE - bits);
    }

    long get(int slot) {
        int segment = slot >>> segmentBits;
        if (segment >= segments.length) {
            return 0;
        }
        long[] entries = segments[segment];
        return entries == null ? 0 : entries[slot & segmentMask];
    }

    /** Returns the place of the first entry of this fingerprint, or {@link #NONE}. */
    int seek(int fingerprint) {
        int slot = home(fingerprint);
        long entry = get(slot);
        while (entry != 0) {
            if ((int) (entry >>> Integer.SIZE) == fingerprint) {
                return slot;
            }
            entry = get(++slot);
        }
        return NONE;
    }

    /** Prefetches the first places of many fingerprints, see {@link FingerprintTable#prefetch}. */
    void prefetch(int[] fingerprints, int count, int[] values) {
        long[] @Nullable [] all = segments;
        int shift = Integer.SIZE - bits;
        int places = segmentBits;
        int mask = segmentMask;
        for (int i = 0; i < count; i++) {
            int home = fingerprints[i] >>> shift;
            long[] entries = all[home >>> places];
            values[i] = entries == null ? 0 : (int) entries[home & mask];
        }
    }

    void set(int slot, long entry) {
        int segment = slot >>> segmentBits;
        if (segment >= segments.length) {
            segments = Arrays.copyOf(segments, segment + 1);
        }
        long[] entries = segments[segment];
        if (entries == null) {
            entries = new long[1 << segmentBits];
            segments[segment] = entries;
            held++;
        }
        entries[slot & segmentMask] = entry;
    }

    /** Writes an entry to the first empty place at or behind its home. */
    void add(long entry) {
        int slot = home((int) (entry >>> Integer.SIZE));
        while (get(slot) != 0) {
            slot++;
        }
        set(slot, entry);
    }

    /** Releases the segment that ends just before {@code slot}, if one does. */
    void releaseBefore(int slot) {
        if ((slot & segmentMask) == 0 && slot > 0 && segments[(slot >>> segmentBits) - 1] != null) {
            segments[(slot >>> segmentBits) - 1] = null;
            held--;
        }
    }
}
