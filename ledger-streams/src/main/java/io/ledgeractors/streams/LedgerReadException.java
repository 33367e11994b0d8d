package io.ledgeractors.streams;

import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that a source could not continue to read. Everything that it had read was delivered. Remedy: do what the
 * message says, then continue with a source that begins behind {@link #position()}.
 */
public final class LedgerReadException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final transient ResumeToken position;

    /**
     * INTERNAL API.
     *
     * @param position behind which nothing was delivered
     * @param why what happened; part of the message
     */
    @InternalApi
    public LedgerReadException(ResumeToken position, String why) {
        super("reading behind " + position + " failed: " + why);
        this.position = position;
    }

    /** Returns the position behind the last delivered element; {@link ResumeToken#START} in a deserialized copy. */
    public ResumeToken position() {
        return position == null ? ResumeToken.START : position;
    }
}
