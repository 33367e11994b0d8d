package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;

/**
 * A historical element does not come in the order the ledger demands, or lacks what it demands. It was not sent, nor
 * was anything behind it; all results before it were delivered. Remedy: sort by timestamp, one element per timestamp.
 */
public final class ImportOrderException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final UInt128 id;
    private final long timestamp;

    /**
     * Names the element.
     *
     * @param id its id
     * @param timestamp its timestamp, ns since 1970
     * @param why what is wrong, for people
     */
    public ImportOrderException(UInt128 id, long timestamp, String why) {
        super("the historical element with id " + id + " and timestamp " + Long.toUnsignedString(timestamp)
                + " cannot be imported: " + why);
        this.id = id;
        this.timestamp = timestamp;
    }

    /** Id of the element. */
    public UInt128 id() {
        return id;
    }

    /** Its timestamp, ns since 1970. */
    public long timestamp() {
        return timestamp;
    }
}
