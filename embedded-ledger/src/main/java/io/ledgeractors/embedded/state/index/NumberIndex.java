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

    /**
     * Adds ordinals in a row, each as {@link #add(int, int)} does; reads first where their lists end, as
     * {@link FingerprintTable#prefetch} does.
     *
     * @param numbers of which the first {@code count} are those of the ordinals from {@code first} on
     * @param scratch an array to work in, as long as {@code numbers}
     * @return something to make a sum of, so that the reading is not optimised away
     * @throws OutOfMemoryError if there is no memory; what was added until then stays
     */
    public int add(int[] numbers, int count, int first, int[] scratch) {
        for (int i = 0; i < count; i++) {
            scratch[i] = handles.get(numbers[i]);
        }
        int sum = lists.prefetch(scratch, count);
        for (int i = 0; i < count; i++) {
            add(numbers[i], first + i);
        }
        return sum;
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
