package io.ledgeractors.actors.internal.batching;

import java.util.function.LongPredicate;

/**
 * Maps each order key to the youngest request that holds it, and to the number of its asks that wait outside of any
 * request. A hash table with open addressing and no object per key. A key whose request has left is dropped when the
 * table grows. Not thread-safe.
 */
final class KeyTable {
    private static final int START = 1024;

    private final LongPredicate isOpen;
    private long[] keys = new long[START];
    private long[] requests = new long[START];
    // Number of asks that wait, negative if they are in the bulk list.
    private int[] waiting = new int[START];
    private int[] marks = new int[START];
    private int used;
    private int pass;

    KeyTable(LongPredicate isOpen) {
        this.isOpen = isOpen;
    }

    /** Returns the slot of a key other than 0. It is valid until the next call. */
    int slot(long key) {
        int slot = find(key);
        if (keys[slot] == key) {
            return slot;
        }
        if (2 * used >= keys.length) {
            grow();
            slot = find(key);
        }
        used++;
        keys[slot] = key;
        requests[slot] = 0;
        waiting[slot] = 0;
        marks[slot] = 0;
        return slot;
    }

    /** Returns the number of the youngest open request that holds the key, 0: none. */
    long request(int slot) {
        return requests[slot] != 0 && isOpen.test(requests[slot]) ? requests[slot] : 0;
    }

    void setRequest(int slot, long number) {
        requests[slot] = number;
    }

    /** Returns how many asks of the key wait outside of any request: above 0 interactive ones, below 0 bulk ones. */
    int waiting(int slot) {
        return waiting[slot];
    }

    void addWaiting(int slot, boolean bulk) {
        waiting[slot] += bulk ? -1 : 1;
    }

    void removeWaiting(int slot) {
        waiting[slot] -= Integer.signum(waiting[slot]);
    }

    /** Begins a pass over a waiting list. No key is passed over yet. */
    void beginPass() {
        pass++;
    }

    /** Marks a key as passed over in this pass, so that later asks of it are passed over too. */
    void passOver(int slot) {
        marks[slot] = pass;
    }

    boolean isPassedOver(int slot) {
        return marks[slot] == pass;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed ^ (mixed >>> 32)) & mask;
        while (keys[slot] != key && keys[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isLive(int slot) {
        return keys[slot] != 0 && (waiting[slot] != 0 || request(slot) != 0);
    }

    private void grow() {
        int live = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            live += isLive(slot) ? 1 : 0;
        }
        int size = START;
        while (size < 4 * (live + 1)) {
            size *= 2;
        }
        KeyTable bigger = new KeyTable(isOpen);
        bigger.resize(size);
        for (int slot = 0; slot < keys.length; slot++) {
            if (isLive(slot)) {
                int to = bigger.find(keys[slot]);
                bigger.keys[to] = keys[slot];
                bigger.requests[to] = requests[slot];
                bigger.waiting[to] = waiting[slot];
                bigger.marks[to] = marks[slot];
            }
        }
        keys = bigger.keys;
        requests = bigger.requests;
        waiting = bigger.waiting;
        marks = bigger.marks;
        used = live;
    }

    private void resize(int size) {
        keys = new long[size];
        requests = new long[size];
        waiting = new int[size];
        marks = new int[size];
    }
}
