package io.ledgeractors.embedded.state.index;

import org.jspecify.annotations.Nullable;

/**
 * A hash table of 32-bit values by fingerprint, 8 bytes a place. A fingerprint may have several values.
 *
 * <p>It uses open addressing without wrap-around, so places are in the order of fingerprints. The table doubles by
 * copying from front to back, some places per call of {@link #prepare}, and drops the parts that are copied. So growing
 * costs every insertion the same, and never needs much more memory than the grown table.
 *
 * <p>A search moves a cursor that belongs to the table: {@code for (found = first(f); found; found = next())}.
 */
public final class FingerprintTable {
    /** The place that {@link #seek} returns for a fingerprint that the table does not contain. */
    public static final int NOWHERE = Integer.MIN_VALUE;

    /** Growth starts when this many of 16 places are in use. */
    private static final int LOAD_OF_16 = 9;

    /** Places copied for each insertion that is prepared: enough for the growth to end before the next one begins. */
    private static final int PLACES_PER_INSERTION = 8;

    private static final long VALUE = 0xffff_ffffL;

    private Slots young;
    private @Nullable Slots old;
    /** Entries of the old array whose home is below this place were copied to the young one. */
    private int boundary;

    private int count;
    /**
     * The cursor. It holds numbers only, because each written reference would cost a barrier of the garbage collector.
     */
    private boolean inOld;

    private int slot;
    private int sought;
    private long found;

    /** Creates an empty table of 2^bits places. */
    public FingerprintTable(int bits) {
        young = new Slots(bits);
        young.hold(young.length());
    }

    /** Returns the number of entries. */
    public int count() {
        return count;
    }

    /** Returns the bytes of memory in use: those of both arrays while the table grows. */
    public long bytes() {
        long places = old == null ? young.heldPlaces() : (long) young.heldPlaces() + old.heldPlaces();
        return places * Long.BYTES;
    }

    /**
     * Prefetches the first place of each of these fingerprints. A short loop waits for many cache misses at once,
     * whereas searches wait for one after the other.
     *
     * @param fingerprints the first {@code count} of them are prefetched; 0 stands for none
     * @param values gets the values of these places: most probably those of the fingerprints, 0 where there is none
     */
    public void prefetch(int[] fingerprints, int count, int[] values) {
        Slots former = old;
        if (former == null) {
            young.prefetch(fingerprints, count, values);
            return;
        }
        for (int i = 0; i < count; i++) {
            Slots slots = slotsOf(fingerprints[i]);
            values[i] = (int) slots.get(slots.home(fingerprints[i]));
        }
    }

    /**
     * Searches for many fingerprints after it has prefetched their places. A place stays valid until {@link #prepare}
     * is called or the entry is removed.
     *
     * @param fingerprints the first {@code count} of them are searched for; 0 is never found
     * @param places gets the place of the first entry of each, or {@link #NOWHERE}
     * @param values gets the value at that place, or 0
     */
    public void seek(int[] fingerprints, int count, int[] places, int[] values) {
        prefetch(fingerprints, count, values);
        for (int i = 0; i < count; i++) {
            int fingerprint = fingerprints[i];
            Slots slots = slotsOf(fingerprint);
            int slot = fingerprint == 0 ? Slots.NONE : slots.seek(fingerprint);
            if (slot == Slots.NONE) {
                places[i] = NOWHERE;
                values[i] = 0;
            } else {
                places[i] = slots == young ? slot : ~slot;
                values[i] = (int) slots.get(slot);
            }
        }
    }

    /** Returns the value at a place that {@link #seek} found. */
    public int value(int place) {
        return (int) (place >= 0 ? young.get(place) : former().get(~place));
    }

    /** Replaces the value of this fingerprint at a place that {@link #seek} found. The cursor becomes invalid. */
    public void replace(int place, int fingerprint, int value) {
        long entry = entry(fingerprint, value);
        if (place >= 0) {
            young.set(place, entry);
        } else {
            former().set(~place, entry);
        }
    }

    /** Moves the cursor to the first entry of this fingerprint; returns false if there is none. */
    public boolean first(int fingerprint) {
        sought = fingerprint;
        Slots former = old;
        inOld = former != null && former.home(fingerprint) >= boundary;
        Slots slots = cursorSlots();
        return seek(slots, slots.home(fingerprint));
    }

    /** Moves the cursor to the next entry of the same fingerprint; returns false if there is none. */
    public boolean next() {
        return seek(cursorSlots(), slot + 1);
    }

    /** Returns the value at the cursor. */
    public int value() {
        return (int) found;
    }

    /** Replaces the value at the cursor. */
    public void replace(int value) {
        found = entry(sought, value);
        cursorSlots().set(slot, found);
    }

    /**
     * Reserves memory for this many insertions, so that they cannot fail, and does the share of growing that they
     * cause. The cursor becomes invalid, and earlier entries can no longer be removed.
     *
     * @throws OutOfMemoryError if the memory does not suffice; the table has the same entries as before
     */
    public void prepare(int insertions) {
        while (old != null || ((long) count + insertions) << 4 > (long) LOAD_OF_16 << young.bits()) {
            Slots former = old == null ? grow() : old;
            move(former, (long) insertions * PLACES_PER_INSERTION);
            if (old != null) {
                return;
            }
        }
    }

    private Slots grow() {
        Slots grown = new Slots(young.bits() + 1);
        Slots former = young;
        old = former;
        young = grown;
        boundary = 0;
        return former;
    }

    /** Adds an entry. The cursor becomes invalid. */
    public void add(int fingerprint, int value) {
        slotsOf(fingerprint).add(entry(fingerprint, value));
        count++;
    }

    /**
     * Removes the newest entry. Entries can be removed in the opposite order of their addition only, and only until
     * {@link #prepare} is called.
     */
    public void removeNewest(int fingerprint, int value) {
        boolean found = first(fingerprint);
        while (found && value() != value) {
            found = next();
        }
        if (!found) {
            throw new IllegalStateException("the table has no entry " + value + " to remove");
        }
        cursorSlots().set(slot, 0);
        count--;
    }

    private void move(Slots from, long places) {
        long left = places;
        int end = from.length();
        young.hold((int) Math.min(young.length(), 2 * (boundary + places)));
        while (boundary < end) {
            long entry = from.get(boundary);
            if (entry == 0 && left <= 0) {
                return;
            }
            if (entry != 0) {
                young.add(entry);
            }
            boundary++;
            left--;
            from.releaseBefore(boundary);
        }
        young.hold(young.length());
        old = null;
    }

    private boolean seek(Slots slots, int from) {
        int place = from;
        long entry = slots.get(place);
        while (entry != 0 && (int) (entry >>> Integer.SIZE) != sought) {
            entry = slots.get(++place);
        }
        slot = place;
        found = entry;
        return entry != 0;
    }

    private Slots former() {
        Slots former = old;
        if (former == null) {
            throw new IllegalStateException("the table has grown since the place was found");
        }
        return former;
    }

    private Slots cursorSlots() {
        Slots former = old;
        return inOld && former != null ? former : young;
    }

    private Slots slotsOf(int fingerprint) {
        Slots former = old;
        return former != null && former.home(fingerprint) >= boundary ? former : young;
    }

    private static long entry(int fingerprint, int value) {
        if (fingerprint == 0) {
            throw new IllegalArgumentException("0 is no fingerprint");
        }
        return (long) fingerprint << Integer.SIZE | (value & VALUE);
    }
}
