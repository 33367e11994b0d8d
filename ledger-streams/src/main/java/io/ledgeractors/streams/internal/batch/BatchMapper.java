package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.streams.LedgerBatch;
import org.apache.pekko.japi.Pair;

/**
 * Finds the batch of a stream element, and makes the element that leaves the stage with the batch's results. Stateless.
 *
 * @param <I> elements that enter the stage
 * @param <B> their batches
 * @param <R> the batches' results
 * @param <O> elements that leave the stage
 */
interface BatchMapper<I, B extends LedgerBatch, R, O> {
    /** Returns the batch of an element. */
    B batch(I element);

    /** Returns the element that leaves the stage in place of {@code element}. */
    O result(I element, R results);

    /** Returns the mapper of elements that are batches. */
    static <B extends LedgerBatch, R> BatchMapper<B, B, R, R> plain() {
        return new BatchMapper<>() {
            @Override
            public B batch(B element) {
                return element;
            }

            @Override
            public R result(B element, R results) {
                return results;
            }
        };
    }

    /** Returns the mapper of batches that carry a context each. */
    static <B extends LedgerBatch, R, C> BatchMapper<Pair<B, C>, B, R, Pair<R, C>> withContext() {
        return new BatchMapper<>() {
            @Override
            public B batch(Pair<B, C> element) {
                return element.first();
            }

            @Override
            public Pair<R, C> result(Pair<B, C> element, R results) {
                return Pair.create(results, element.second());
            }
        };
    }
}
