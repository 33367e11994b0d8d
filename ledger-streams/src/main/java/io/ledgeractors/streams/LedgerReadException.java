package io.ledgeractors.streams;

/**
 * A source could not go on reading. Everything before was delivered. Remedy: what the message says, then go on with a
 * source from {@link #position()}.
 */
public final class LedgerReadException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final transient ResumeToken position;

    /**
     * Says why.
     *
     * @param position behind which nothing was read
     * @param why what happened, for people
     */
    public LedgerReadException(ResumeToken position, String why) {
        super("reading behind " + position + " failed: " + why);
        this.position = position;
    }

    /** Behind the last element that was delivered; the start in a copy that was serialized. */
    public ResumeToken position() {
        return position == null ? ResumeToken.START : position;
    }
}
