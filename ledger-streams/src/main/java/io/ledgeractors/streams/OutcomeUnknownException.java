package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * It is not known whether some events were or will be executed. This is no failure of theirs: each may be in
 * the ledger. Remedy: send the same events with the same ids again; what was executed answers {@code exists}.
 * Never send them with new ids. All results before these events were delivered.
 */
public final class OutcomeUnknownException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final transient List<UInt128> ids;
    private final int count;

    /**
     * Names the events.
     *
     * @param ids of all events whose outcome is unknown, in order, at least one
     * @param why what happened, for people
     */
    public OutcomeUnknownException(List<UInt128> ids, String why) {
        super("outcome of " + ids.size() + " events unknown, ids " + ids.get(0) + " to " + ids.get(ids.size() - 1)
                + ", send them again with the same ids: " + why);
        this.ids = List.copyOf(ids);
        this.count = ids.size();
    }

    /** How many events. */
    public int count() {
        return count;
    }

    /** The ids of these events, in order; empty in a copy that was serialized. */
    public List<UInt128> ids() {
        return ids == null ? List.of() : ids;
    }
}
