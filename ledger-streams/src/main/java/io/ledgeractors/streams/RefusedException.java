package io.ledgeractors.streams;

import io.ledgeractors.actors.message.Refusal;

/**
 * Events were refused as a whole: they are definitely not executed. All results before them were delivered,
 * nothing after them was executed. Remedy: what the reason says.
 */
public final class RefusedException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final int count;

    /**
     * Says why.
     *
     * @param reason of the first refusal
     * @param count how many events were refused
     * @param message for people
     */
    public RefusedException(Refusal reason, int count, String message) {
        super(count + " events refused (" + reason + "), none of them was executed: " + message);
        this.reason = reason;
        this.count = count;
    }

    /** Why. */
    public Refusal reason() {
        return reason;
    }

    /** How many events were refused. */
    public int count() {
        return count;
    }
}
