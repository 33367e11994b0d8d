package io.ledgeractors.embedded.state.index;

/**
 * Ordinals by the fingerprint of a field's value. Values that share a fingerprint share a list: who reads it
 * compares the records. So adding reads no record.
 */
public final class ValueIndex {
    private static final int BITS = 10;

    private final FingerprintTable table = new FingerprintTable(BITS);
    private final PostingLists lists = new PostingLists();
    /** The fingerprint at which the table's cursor stands; 0: at none. Many records in a row share a ledger. */
    private int atCursor;

    private int last = -1;

    /**
     * Adds an ordinal above all others; one that was added is left as it is.
     *
     * @throws OutOfMemoryError if there is no memory; the index has not changed
     */
    public void add(int fingerprint, int ordinal) {
        if (ordinal <= last) {
            return;
        }
        if (fingerprint != atCursor) {
            atCursor = 0;
            table.prepare(1);
        }
        addSought(fingerprint, ordinal);
    }

    private void addSought(int fingerprint, int ordinal) {
        if (fingerprint == atCursor || table.first(fingerprint)) {
            atCursor = fingerprint;
            int handle = table.value();
            int changed = lists.append(handle, ordinal);
            if (changed != handle) {
                table.replace(changed);
            }
        } else {
            atCursor = 0;
            table.add(fingerprint, lists.append(0, ordinal));
        }
        last = ordinal;
    }

    /** Arrays to work in, of as many places as ordinals are added in a row. */
    public static final class Scratch {
        private final int[] places;
        private final int[] values;

        /** For up to so many ordinals in a row. */
        public Scratch(int ordinals) {
            places = new int[ordinals];
            values = new int[ordinals];
        }
    }

    /**
     * Adds ordinals in a row, each as {@link #add(int, int)} does; reads first where their lists end, as
     * {@link FingerprintTable#prefetch} does.
     *
     * @param fingerprints of which the first {@code count} are those of the ordinals from {@code first} on; 0: none
     * @return something to make a sum of, so that the reading is not optimised away
     * @throws OutOfMemoryError if there is no memory; what was added until then stays
     */
    public int add(int[] fingerprints, int count, int first, Scratch scratch) {
        atCursor = 0;
        table.prepare(count);
        table.seek(fingerprints, count, scratch.places, scratch.values);
        int sum = lists.prefetch(scratch.values, count);
        for (int i = 0; i < count; i++) {
            if (fingerprints[i] != 0 && first + i > last) {
                addAt(scratch.places[i], fingerprints[i], first + i);
            }
        }
        return sum;
    }

    private void addAt(int place, int fingerprint, int ordinal) {
        if (place == FingerprintTable.NOWHERE) {
            addSought(fingerprint, ordinal);
            return;
        }
        int handle = table.value(place);
        int changed = lists.append(handle, ordinal);
        if (changed != handle) {
            table.replace(place, fingerprint, changed);
        }
        last = ordinal;
    }

    /** The ordinals of this fingerprint, valid until something is added. */
    public Ordinals open(int fingerprint) {
        atCursor = 0;
        return lists.open(table.first(fingerprint) ? table.value() : 0);
    }

    /** Bytes of memory in use, about. */
    public long bytes() {
        return lists.bytes() + table.bytes();
    }
}
