package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerBatch;
import java.util.ArrayList;
import java.util.List;

/** A batch together with the elements of its events, position by position. Reused. Used inside one stage. */
final class ElementBatch<I, B extends LedgerBatch> {
    private final B batch;
    private final ArrayList<I> elements = new ArrayList<>();

    ElementBatch(B batch) {
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

    void add(I element, ElementMapper<I, ?, B, ?> mapper) {
        mapper.append(element, batch);
        elements.add(element);
    }

    /** Moves the events from {@code index} on, with their elements, to the end of another batch. */
    void moveTail(int index, ElementBatch<I, B> target) {
        int moved = count() - index;
        if (moved > 0) {
            List<I> tail = elements.subList(index, elements.size());
            target.batch.addEncoded(batch.bytes(), index * batch.eventSize(), moved);
            target.elements.addAll(tail);
            tail.clear();
            batch.truncate(index);
        }
    }

    /** Allocates memory for {@code count} events. */
    void ensureCapacity(int count) {
        batch.ensureCapacity(count);
        elements.ensureCapacity(count);
    }

    /** Removes all events and keeps the memory. */
    void clear() {
        elements.clear();
        batch.clear();
    }
}
