package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
import org.jspecify.annotations.Nullable;

/** The answered batch whose elements are going out, one by one. */
final class Emission<I, O, B extends LedgerBatch, R> {
    private final ElementForm<I, O, B, R> form;
    private @Nullable Slot<I, B> slot;
    private @Nullable R results;
    private int position;

    Emission(ElementForm<I, O, B, R> form) {
        this.form = form;
    }

    /** Starts with the first element of a batch that is not empty. */
    void begin(Slot<I, B> answered, R itsResults) {
        slot = answered;
        results = itsResults;
        position = 0;
    }

    /** True if there is a next element. */
    boolean isActive() {
        return slot != null && position < slot.count();
    }

    /** The next element. */
    O next() {
        Slot<I, B> current = slot;
        R currentResults = results;
        if (current == null || currentResults == null) {
            throw new IllegalStateException("nothing to emit");
        }
        int index = position++;
        return form.outcome(current.element(index), currentResults, index);
    }

    /** Leaves the elements out that have not gone out. */
    void skip() {
        position = Integer.MAX_VALUE;
    }

    /** The slot, once, when all its elements have gone out. */
    @Nullable
    Slot<I, B> takeDone() {
        Slot<I, B> current = slot;
        if (current == null || isActive()) {
            return null;
        }
        slot = null;
        results = null;
        return current;
    }
}
