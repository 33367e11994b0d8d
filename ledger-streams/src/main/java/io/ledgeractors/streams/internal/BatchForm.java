package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
import org.apache.pekko.japi.Pair;

/**
 * Where in an element the batch is, and what goes out in its place. Stateless.
 *
 * @param <I> elements that come in
 * @param <B> their batches
 * @param <R> the batches' results
 * @param <O> elements that go out
 */
public interface BatchForm<I, B extends LedgerBatch, R, O> {
    /** The batch of an element. */
    B batch(I element);

    /** What goes out for {@code element}. */
    O outcome(I element, R results);

    /** Elements that are batches. */
    static <B extends LedgerBatch, R> BatchForm<B, B, R, R> bare() {
        return new BatchForm<>() {
            @Override
            public B batch(B element) {
                return element;
            }

            @Override
            public R outcome(B element, R results) {
                return results;
            }
        };
    }

    /** Batches with a context each. */
    static <B extends LedgerBatch, R, C> BatchForm<Pair<B, C>, B, R, Pair<R, C>> withContext() {
        return new BatchForm<>() {
            @Override
            public B batch(Pair<B, C> element) {
                return element.first();
            }

            @Override
            public Pair<R, C> outcome(Pair<B, C> element, R results) {
                return Pair.create(results, element.second());
            }
        };
    }
}
