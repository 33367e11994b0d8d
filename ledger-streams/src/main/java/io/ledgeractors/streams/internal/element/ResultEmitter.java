package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerBatch;
import org.jspecify.annotations.Nullable;

/** Emits the results of one answered batch at a time, element by element. Used inside one stage. */
final class ResultEmitter<I, O, B extends LedgerBatch, R> {
    private final ElementMapper<I, O, B, R> mapper;
    private @Nullable ElementBatch<I, B> batch;
    private @Nullable R results;
    private int position;

    ResultEmitter(ElementMapper<I, O, B, R> mapper) {
        this.mapper = mapper;
    }

    /** Starts with the first element of an answered batch that is not empty. */
    void begin(ElementBatch<I, B> answered, R itsResults) {
        batch = answered;
        results = itsResults;
        position = 0;
    }

    /** Returns true if there is a next element. */
    boolean isActive() {
        return batch != null && position < batch.count();
    }

    /**
     * Returns the next element.
     *
     * @throws IllegalStateException if no batch has begun
     */
    O next() {
        ElementBatch<I, B> current = batch;
        R currentResults = results;
        if (current == null || currentResults == null) {
            throw new IllegalStateException("nothing to emit");
        }
        int index = position++;
        return mapper.result(current.element(index), currentResults, index);
    }

    /** Drops the elements of this batch that were not emitted. */
    void skip() {
        position = Integer.MAX_VALUE;
    }

    /** Returns the batch, once, when it has no next element; else null. */
    @Nullable
    ElementBatch<I, B> takeDone() {
        ElementBatch<I, B> current = batch;
        if (current == null || isActive()) {
            return null;
        }
        batch = null;
        results = null;
        return current;
    }
}
