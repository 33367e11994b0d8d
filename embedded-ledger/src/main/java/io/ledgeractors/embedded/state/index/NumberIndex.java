package io.ledgeractors.embedded.state.index;

import io.ledgeractors.embedded.state.store.IntColumn;

/** An index of ordinals by a small number, such as the ordinal of an account, which is found without a search. */
public final class NumberIndex {
    private final IntColumn handles = new IntColumn();
    private final PostingLists lists = new PostingLists();
    private int last = -1;

    /**
     * Adds an ordinal above all others. Does nothing if the ordinal was added before.
     *
     * @throws OutOfMemoryError if the memory does not suffice; the index has not changed
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
     * Adds successive ordinals, each as {@link #add(int, int)} does, after it has prefetched the ends of their lists.
     *
     * @param numbers the first {@code count} of them are the numbers of the ordinals from {@code first} on
     * @param scratch an array to work in, as long as {@code numbers}
     * @return a sum of the values read, to be used so that the compiler cannot remove the reads
     * @throws OutOfMemoryError if the memory does not suffice; the ordinals added until then stay
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

    /** Returns the ordinals of this number as a set, which is valid until an ordinal is added. */
    public Ordinals open(int number) {
        return lists.open(handles.get(number));
    }

    /** Returns the bytes of memory in use, approximately. */
    public long bytes() {
        return lists.bytes() + handles.bytes();
    }
}
