package io.ledgeractors.embedded.state.index;

/**
 * An index of ordinals by the fingerprint of a field's value. Values that share a fingerprint share a list, so the
 * reader of a list has to compare the records. In return adding an ordinal reads no record.
 */
public final class ValueIndex {
    private static final int BITS = 10;

    private final FingerprintTable table = new FingerprintTable(BITS);
    private final PostingLists lists = new PostingLists();
    /**
     * The fingerprint of the table's cursor; 0 if it is invalid. It saves searches, as successive records share values.
     */
    private int atCursor;

    private int last = -1;

    /**
     * Adds an ordinal above all others. Does nothing if the ordinal was added before.
     *
     * @throws OutOfMemoryError if the memory does not suffice; the index has not changed
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

    /** Arrays to work in, as long as the most ordinals that one call adds. */
    public static final class Scratch {
        private final int[] places;
        private final int[] values;

        /** Creates the arrays for this many successive ordinals. */
        public Scratch(int ordinals) {
            places = new int[ordinals];
            values = new int[ordinals];
        }
    }

    /**
     * Adds successive ordinals, each as {@link #add(int, int)} does, after it has prefetched the ends of their lists.
     *
     * @param fingerprints the first {@code count} of them are those of the ordinals from {@code first} on; an ordinal
     *     whose fingerprint is 0 is not added
     * @return a sum of the values read, to be used so that the compiler cannot remove the reads
     * @throws OutOfMemoryError if the memory does not suffice; the ordinals added until then stay
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

    /** Returns the ordinals of this fingerprint as a set, which is valid until an ordinal is added. */
    public Ordinals open(int fingerprint) {
        atCursor = 0;
        return lists.open(table.first(fingerprint) ? table.value() : 0);
    }

    /** Returns the bytes of memory in use, approximately. */
    public long bytes() {
        return lists.bytes() + table.bytes();
    }
}
