package io.ledgeractors.embedded.state.index;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.embedded.state.store.LongColumn;

/**
 * Pending transfers by time of expiry, then by age: a binary heap. Who leaves it otherwise than at the top stays
 * in it until it gets there or {@link #compact} throws it out.
 */
public final class ExpiryQueue {
    private final LongColumn times = new LongColumn();
    private final IntColumn ordinals = new IntColumn();
    private int size;

    /** Entries in it, those included that left by {@code post} or {@code void}. */
    public int size() {
        return size;
    }

    /** Makes room for so many more, so that adding them cannot fail. */
    public void reserve(int entries) {
        times.reserve(size + entries);
        ordinals.reserve(size + entries);
    }

    /** Bytes of memory in use. */
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

    /** When the first one expires. */
    public long time() {
        requireSome();
        return times.get(0);
    }

    /** Who expires first. */
    public int ordinal() {
        requireSome();
        return ordinals.get(0);
    }

    /** Takes the first one out. */
    public void remove() {
        requireSome();
        size--;
        if (size > 0) {
            sink(0, times.get(size), ordinals.get(size));
        }
    }

    /** Says whether an entry is still of use. */
    @FunctionalInterface
    public interface Filter {
        /** True if this pending transfer may still expire. */
        boolean keeps(int ordinal);
    }

    /** Throws out all that have left already. */
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
            throw new IllegalStateException("nothing expires");
        }
    }
}
