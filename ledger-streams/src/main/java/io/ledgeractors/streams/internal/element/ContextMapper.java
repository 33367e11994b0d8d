package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerBatch;
import org.apache.pekko.japi.Pair;

/**
 * The mapper of elements that carry a context each. The elements are the pairs that Pekko's flows with context use
 * inside, so that entering and leaving the flow needs no conversion. Stateless.
 *
 * @param <I> elements that enter the flow
 * @param <O> elements that leave the flow
 * @param <B> batches of events
 * @param <R> results of such a batch
 * @param <C> contexts
 */
final class ContextMapper<I, O, B extends LedgerBatch, R, C> implements ElementMapper<Pair<I, C>, Pair<O, C>, B, R> {
    private final ElementMapper<I, O, B, R> mapper;

    ContextMapper(ElementMapper<I, O, B, R> mapper) {
        this.mapper = mapper;
    }

    @Override
    public B newBatch() {
        return mapper.newBatch();
    }

    @Override
    public void append(Pair<I, C> element, B batch) {
        mapper.append(element.first(), batch);
    }

    @Override
    public Pair<O, C> result(Pair<I, C> element, R results, int index) {
        return Pair.create(mapper.result(element.first(), results, index), element.second());
    }
}
