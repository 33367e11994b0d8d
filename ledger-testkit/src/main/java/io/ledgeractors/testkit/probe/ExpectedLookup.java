package io.ledgeractors.testkit.probe;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.util.List;

/**
 * An ask that looks accounts or transfers up. Thread-safe.
 *
 * @param <R> what it looks up
 */
public final class ExpectedLookup<R> extends ExpectedAsk {
    private final List<UInt128> ids;
    private final Encoder<R> encoder;

    ExpectedLookup(LedgerBatcher.Submit ask, ProbeClock clock, Encoder<R> encoder) {
        super(ask, clock);
        this.ids = decoded(Bytes::getU128);
        this.encoder = encoder;
    }

    /** Returns the ids that are looked up. */
    public List<UInt128> ids() {
        return ids;
    }

    /**
     * Answers with what was found.
     *
     * @throws IllegalStateException if the ask was answered before
     */
    public void reply(List<R> found) {
        answer(found, encoder);
    }
}
