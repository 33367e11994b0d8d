package io.ledgeractors.testkit.probe;

import io.ledgeractors.actors.LedgerBatcher;
import java.util.List;

/**
 * An ask that queries accounts, transfers, balances or change events. Thread-safe.
 *
 * @param <F> the filter
 * @param <R> what it selects
 */
public final class ExpectedQuery<F, R> extends ExpectedAsk {
    private final F filter;
    private final Encoder<R> encoder;

    ExpectedQuery(LedgerBatcher.Submit ask, ProbeClock clock, Decoder<F> decoder, Encoder<R> encoder) {
        super(ask, clock);
        this.filter = decoded(decoder).get(0);
        this.encoder = encoder;
    }

    /** Returns the filter. */
    public F filter() {
        return filter;
    }

    /**
     * Answers with what was selected.
     *
     * @throws IllegalStateException if the ask was answered before
     */
    public void reply(List<R> selected) {
        answer(selected, encoder);
    }
}
