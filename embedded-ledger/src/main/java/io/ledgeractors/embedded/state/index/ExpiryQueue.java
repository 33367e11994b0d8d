package io.ledgeractors.embedded.state.index;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.embedded.state.store.LongColumn;

/**
 * A binary heap of pending transfers, ordered by time of expiry, then by age. Entries of transfers that were posted or
 * voided early are stale: they stay until they reach the head or until {@link #compact} removes them.
 */
public final class ExpiryQueue {
    private final LongColumn times = new LongColumn();
    private final IntColumn ordinals = new IntColumn();
    private int size;

    /** Returns the number of entries, stale ones included. */
    public int size() {
        return size;
    }

    /** Reserves memory for this many further entries, so that adding them cannot fail. */
    public void reserve(int entries) {
        times.reserve(size + entries);
        ordinals.reserve(size + entries);
    }

    /** Returns the bytes of memory in use. */
    public long bytes() {
        return times.bytes() + ordinals.bytes();
    }

    /** Adds a pending transfer that expires at {@code time}, ns since 1970. */
    public void add(long time, int ordinal) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!before(time, ordinal, parent)) {
                break;
            }
            copy(parent, at);
            at = parent;
        }
        put(at, time, ordinal);
    }

    /** Returns the time of the head, in ns since 1970. The queue must not be empty. */
    public long time() {
        requireSome();
        return times.get(0);
    }

    /** Returns the ordinal of the head. The queue must not be empty. */
    public int ordinal() {
        requireSome();
        return ordinals.get(0);
    }

    /** Removes the head. The queue must not be empty. */
    public void remove() {
        requireSome();
        size--;
        if (size > 0) {
            sink(0, times.get(size), ordinals.get(size));
        }
    }

    /** Decides which entries are not stale. */
    @FunctionalInterface
    public interface Filter {
        /** Returns true if this pending transfer may still expire. */
        boolean keeps(int ordinal);
    }

    /** Removes all entries that the filter does not keep. */
    public void compact(Filter filter) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (filter.keeps(ordinals.get(i))) {
                copy(i, kept++);
            }
        }
        size = kept;
        for (int i = (size >>> 1) - 1; i >= 0; i--) {
            sink(i, times.get(i), ordinals.get(i));
        }
    }

    private void sink(int from, long time, int ordinal) {
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            int right = child + 1;
            if (right < size && before(times.get(right), ordinals.get(right), child)) {
                child = right;
            }
            if (before(time, ordinal, child)) {
                break;
            }
            copy(child, at);
            at = child;
        }
        put(at, time, ordinal);
    }

    private boolean before(long time, int ordinal, int other) {
        long otherTime = times.get(other);
        return time < otherTime || (time == otherTime && ordinal < ordinals.get(other));
    }

    private void copy(int from, int to) {
        put(to, times.get(from), ordinals.get(from));
    }

    private void put(int at, long time, int ordinal) {
        times.set(at, time);
        ordinals.set(at, ordinal);
    }

    private void requireSome() {
        if (size == 0) {
            throw new IllegalStateException("the queue of expiries is empty");
        }
    }
}
