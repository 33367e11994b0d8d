package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;

/**
 * How elements become events of a batch, and results become elements again. Stateless.
 *
 * @param <I> elements that come in
 * @param <O> elements that go out
 * @param <B> batches of events
 * @param <R> results of such a batch
 */
public interface ElementForm<I, O, B extends LedgerBatch, R> {

    /** An empty batch. */
    B newBatch();

    /** Appends exactly one event. */
    void append(I element, B batch);

    /** What goes out for {@code element}, whose result stands at {@code index}. */
    O outcome(I element, R results, int index);
}
