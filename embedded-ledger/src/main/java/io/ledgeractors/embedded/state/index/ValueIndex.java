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
        if (fingerprint == atCursor || table.first(fingerprint)) {
            atCursor = fingerprint;
            int handle = table.value();
            int changed = lists.append(handle, ordinal);
            if (changed != handle) {
                table.replace(changed);
            }
        } else {
            atCursor = 0;
            table.prepare(1);
            table.add(fingerprint, lists.append(0, ordinal));
        }
        last = ordinal;
    }

    /** Reads ahead where these are and where their lists end, see {@link PostingLists#warm}. */
    public int warm(int[] fingerprints, int count, int[] scratch) {
        table.warm(fingerprints, count, scratch);
        return lists.warm(scratch, count);
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
