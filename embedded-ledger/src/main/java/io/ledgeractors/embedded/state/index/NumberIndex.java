package io.ledgeractors.embedded.state.index;

import io.ledgeractors.embedded.state.store.IntColumn;

/** Ordinals by a number that is small, such as the ordinal of an account: found without a search. */
public final class NumberIndex {
    private final IntColumn handles = new IntColumn();
    private final PostingLists lists = new PostingLists();
    private int last = -1;

    /**
     * Adds an ordinal above all others; one that was added is left as it is.
     *
     * @throws OutOfMemoryError if there is no memory; the index has not changed
     */
    public void add(int number, int ordinal) {
        if (ordinal <= last) {
            return;
        }
        int handle = handles.get(number);
        if (handle == 0) {
            handles.reserve(number);
        }
        int changed = lists.append(handle, ordinal);
        if (changed != handle) {
            handles.set(number, changed);
        }
        last = ordinal;
    }

    /** Reads ahead where the lists of these numbers end, see {@link PostingLists#warm}. */
    public int warm(int[] numbers, int count, int[] scratch) {
        for (int i = 0; i < count; i++) {
            scratch[i] = handles.get(numbers[i]);
        }
        return lists.warm(scratch, count);
    }

    /** The ordinals of this number, valid until something is added. */
    public Ordinals open(int number) {
        return lists.open(handles.get(number));
    }

    /** Bytes of memory in use, about. */
    public long bytes() {
        return lists.bytes() + handles.bytes();
    }
}
