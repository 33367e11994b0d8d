package io.ledgeractors.embedded.state.index;

import io.ledgeractors.embedded.state.store.IntColumn;

/** Ordinals by a number that is small, such as the ordinal of an account: found without a search. */
public final class NumberIndex {
    private final IntColumn handles = new IntColumn();
    private final PostingLists lists = new PostingLists();

    /** Adds an ordinal above all others. */
    public void add(int number, int ordinal) {
        int handle = handles.get(number);
        int changed = lists.append(handle, ordinal);
        if (changed != handle) {
            handles.set(number, changed);
        }
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

    /** Bytes of memory in use by the lists. */
    public long bytes() {
        return lists.bytes();
    }
}
