package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import java.util.List;
import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that it is unknown whether some events were executed or will be. Each of them may be in the ledger. All
 * results before these events were delivered. Remedy: send the same events with the same ids again. Those that were
 * executed answer {@code exists}. Never send them with new ids.
 */
public final class StreamOutcomeUnknownException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final transient List<UInt128> ids;
    private final int count;

    /**
     * INTERNAL API.
     *
     * @param ids of all events whose outcome is unknown, in order, at least one
     * @param why what happened; part of the message
     */
    @InternalApi
    public StreamOutcomeUnknownException(List<UInt128> ids, String why) {
        super("the outcome of " + ids.size() + " events is unknown, ids " + ids.get(0) + " to "
                + ids.get(ids.size() - 1) + "; send them again with the same ids: " + why);
        this.ids = List.copyOf(ids);
        this.count = ids.size();
    }

    /** Returns the number of these events. */
    public int count() {
        return count;
    }

    /** Returns the ids of these events, in order; empty in a deserialized copy. */
    public List<UInt128> ids() {
        return ids == null ? List.of() : ids;
    }
}
