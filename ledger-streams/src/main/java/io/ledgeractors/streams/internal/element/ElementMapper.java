package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerBatch;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Turns elements into events of a batch, and results into elements. Stateless.
 *
 * @param <I> elements that enter the flow
 * @param <O> elements that leave the flow
 * @param <B> batches of events
 * @param <R> results of such a batch
 */
@InternalApi
public interface ElementMapper<I, O, B extends LedgerBatch, R> {

    /** Returns an empty batch. */
    B newBatch();

    /** Appends exactly one event to a batch. */
    void append(I element, B batch);

    /** Returns the element that leaves the flow in place of {@code element}, whose result is at {@code index}. */
    O result(I element, R results, int index);
}
