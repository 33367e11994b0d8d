package io.ledgeractors.streams;

import io.ledgeractors.actors.message.Refusal;
import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that the batcher refused events, which were definitely not executed. All results before them were delivered,
 * and no event behind them was executed. Remedy: see the reason.
 */
public final class StreamRefusedException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final int count;

    /**
     * INTERNAL API.
     *
     * @param reason of the first refusal
     * @param count how many events were refused
     * @param message the reason in words; part of the exception's message
     */
    @InternalApi
    public StreamRefusedException(Refusal reason, int count, String message) {
        super(count + " events refused (" + reason + "), none of them was executed: " + message);
        this.reason = reason;
        this.count = count;
    }

    /** Returns the reason of the first refusal. */
    public Refusal reason() {
        return reason;
    }

    /** Returns how many events were refused. */
    public int count() {
        return count;
    }
}
