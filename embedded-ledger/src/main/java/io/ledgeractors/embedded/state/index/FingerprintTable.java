package io.ledgeractors.embedded.state.index;

import org.jspecify.annotations.Nullable;

/**
 * Values of 32 bits by fingerprint, 8 bytes a place; a fingerprint may have several. Open addressing without
 * wrap-around: places stand in the order of fingerprints. So the table doubles by copying from front to back,
 * some places per call of {@link #prepare}, while parts already copied are let go: growing costs every
 * insertion the same and never needs much more memory than the grown table.
 *
 * <p>Searching moves a cursor that belongs to the table: {@code for (found = first(f); found; found = next())}.
 */
public final class FingerprintTable {
    /** What {@link #seek} tells of a fingerprint that is not there. */
    public static final int NOWHERE = Integer.MIN_VALUE;

    /** Growth starts when this many of 16 places are taken. */
    private static final int LOAD_OF_16 = 9;

    private static final int PLACES_PER_INSERTION = 8;
    private static final long VALUE = 0xffff_ffffL;

    private Slots young;
    private @Nullable Slots old;
    /** Entries of the old table whose home is below this place have moved to the young one. */
    private int boundary;

    private int count;
    /** The cursor. Numbers only: writing references would cost a barrier of the garbage collector each. */
    private boolean inOld;

    private int slot;
    private int sought;
    private long found;

    /** An empty table of 2^bits places. */
    public FingerprintTable(int bits) {
        young = new Slots(bits);
        young.hold(young.length());
    }

    /** Entries in it. */
    public int count() {
        return count;
    }

    /** Bytes of memory in use, those of both tables while it grows. */
    public long bytes() {
        long places = old == null ? young.heldPlaces() : (long) young.heldPlaces() + old.heldPlaces();
        return places * Long.BYTES;
    }

    /**
     * Reads the first place of each of these fingerprints, so that it is in the processor's cache when it is
     * sought: a short loop waits for many places at once, searches wait for one after the other.
     *
     * @param fingerprints of which the first {@code count} are read; 0 is read in vain
     * @param values what stands there: most probably the values sought, 0 where there is none
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
     * Seeks many fingerprints, after it has read where they should be as {@link #prefetch} does. A place stays right
     * until {@link #prepare} is called or the entry is taken back.
     *
     * @param fingerprints of which the first {@code count} are sought; 0 is nowhere
     * @param places where the first entry of each stands, or {@link #NOWHERE}
     * @param values what stands there, 0 for nowhere
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

    /** The value at a place that {@link #seek} has told. */
    public int value(int place) {
        return (int) (place >= 0 ? young.get(place) : former().get(~place));
    }

    /** Replaces the value of this fingerprint at a place that {@link #seek} has told. The cursor is lost. */
    public void replace(int place, int fingerprint, int value) {
        long entry = entry(fingerprint, value);
        if (place >= 0) {
            young.set(place, entry);
        } else {
            former().set(~place, entry);
        }
    }

    /** Moves the cursor to the first entry of this fingerprint; false if there is none. */
    public boolean first(int fingerprint) {
        sought = fingerprint;
        Slots former = old;
        inOld = former != null && former.home(fingerprint) >= boundary;
        Slots slots = cursorSlots();
        return seek(slots, slots.home(fingerprint));
    }

    /** Moves the cursor on to the next entry of the same fingerprint; false if there is none. */
    public boolean next() {
        return seek(cursorSlots(), slot + 1);
    }

    /** The value at the cursor. */
    public int value() {
        return (int) found;
    }

    /** Replaces the value at the cursor. */
    public void replace(int value) {
        found = entry(sought, value);
        cursorSlots().set(slot, found);
    }

    /**
     * Makes room for so many insertions, so that they cannot fail, and pays for the growth that they cause. The
     * cursor is lost, and entries added before are not to be taken back.
     *
     * @throws OutOfMemoryError if there is no memory; the table holds what it held
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

    /** Adds an entry. The cursor is lost. */
    public void add(int fingerprint, int value) {
        slotsOf(fingerprint).add(entry(fingerprint, value));
        count++;
    }

    /**
     * Takes back the newest entry; entries can be taken back in the opposite order of their addition only, and
     * only as long as {@link #prepare} was not called since.
     */
    public void removeNewest(int fingerprint, int value) {
        boolean found = first(fingerprint);
        while (found && value() != value) {
            found = next();
        }
        if (!found) {
            throw new IllegalStateException("no entry " + value + " to take back");
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
            throw new IllegalStateException("the table has grown since the place was told");
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
