package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
import org.apache.pekko.japi.Pair;

/**
 * Elements that carry a context through: pairs as Pekko's flows with context have them inside, so that
 * nothing has to be packed anew on the way in or out.
 *
 * @param <I> elements that come in
 * @param <O> elements that go out
 * @param <B> batches of events
 * @param <R> results of such a batch
 * @param <C> contexts
 */
public final class ContextForm<I, O, B extends LedgerBatch, R, C> implements ElementForm<Pair<I, C>, Pair<O, C>, B, R> {
    private final ElementForm<I, O, B, R> bare;

    /** Adds a context to a form without one. */
    public ContextForm(ElementForm<I, O, B, R> bare) {
        this.bare = bare;
    }

    @Override
    public B newBatch() {
        return bare.newBatch();
    }

    @Override
    public void append(Pair<I, C> element, B batch) {
        bare.append(element.first(), batch);
    }

    @Override
    public Pair<O, C> outcome(Pair<I, C> element, R results, int index) {
        return Pair.create(bare.outcome(element.first(), results, index), element.second());
    }
}
