package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
import java.util.ArrayList;
import java.util.List;

/** A batch and, position by position, the elements its events were made of. Reused. */
final class Slot<I, B extends LedgerBatch> {
    private final B batch;
    private final ArrayList<I> elements = new ArrayList<>();

    Slot(B batch) {
        this.batch = batch;
    }

    B batch() {
        return batch;
    }

    int count() {
        return elements.size();
    }

    I element(int index) {
        return elements.get(index);
    }

    void add(I element, ElementForm<I, ?, B, ?> form) {
        form.append(element, batch);
        elements.add(element);
    }

    /** Moves the events from {@code index} on to the end of another slot. */
    void moveTail(int index, Slot<I, B> target) {
        int moved = count() - index;
        if (moved > 0) {
            List<I> tail = elements.subList(index, elements.size());
            target.batch.addEncoded(batch.bytes(), index * batch.eventSize(), moved);
            target.elements.addAll(tail);
            tail.clear();
            batch.truncate(index);
        }
    }

    /** Makes room for so many. */
    void ensureCapacity(int count) {
        batch.ensureCapacity(count);
        elements.ensureCapacity(count);
    }

    void clear() {
        elements.clear();
        batch.clear();
    }
}
