package io.ledgeractors.testkit.probe;

import io.ledgeractors.actors.LedgerBatcher;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

/**
 * An ask that creates accounts or transfers. Thread-safe.
 *
 * @param <E> what it creates
 * @param <S> the status of each
 */
public final class ExpectedCreation<E, S> extends ExpectedAsk {
    /** Encodes one result. */
    @FunctionalInterface
    interface ResultEncoder<S> {
        void encode(long timestamp, S status, ByteBuffer buffer, int offset);
    }

    private final List<E> events;
    private final ResultEncoder<S> encoder;

    ExpectedCreation(LedgerBatcher.Submit ask, ProbeClock clock, Decoder<E> decoder, ResultEncoder<S> encoder) {
        super(ask, clock);
        this.events = decoded(decoder);
        this.encoder = encoder;
    }

    /** Returns the accounts or transfers that the ask creates. */
    public List<E> events() {
        return events;
    }

    /**
     * Answers with the same status for each.
     *
     * @throws IllegalStateException if the ask was answered before
     */
    public void reply(S status) {
        reply(Collections.nCopies(events.size(), status));
    }

    /**
     * Answers with a status for each, position by position.
     *
     * @throws IllegalArgumentException if there are not as many as events
     * @throws IllegalStateException if the ask was answered before
     */
    public void reply(List<S> statuses) {
        if (statuses.size() != events.size()) {
            throw new IllegalArgumentException(operation() + " with " + events.size() + " events was answered with "
                    + statuses.size() + " statuses; each event needs one");
        }
        answer(statuses, (status, buffer, offset) -> encoder.encode(nextTimestamp(), status, buffer, offset));
    }
}
