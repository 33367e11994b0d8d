package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that a historical element breaks a rule of import, such as the order of timestamps; the message names the
 * rule. Neither the element nor any element behind it was sent. All results before it were delivered. Remedy: sort the
 * elements by timestamp, with one element for each timestamp.
 */
public final class ImportOrderException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final UInt128 id;
    private final long timestamp;

    /**
     * INTERNAL API.
     *
     * @param id of the element
     * @param timestamp of the element, ns since 1970
     * @param why the rule that the element breaks; part of the message
     */
    @InternalApi
    public ImportOrderException(UInt128 id, long timestamp, String why) {
        super("the historical element with id " + id + " and timestamp " + Long.toUnsignedString(timestamp)
                + " cannot be imported: " + why);
        this.id = id;
        this.timestamp = timestamp;
    }

    /** Returns the id of the element. */
    public UInt128 id() {
        return id;
    }

    /** Returns the timestamp of the element, ns since 1970. */
    public long timestamp() {
        return timestamp;
    }
}
