package io.ledgeractors.streams;

/**
 * A position of a source, up to which everything has been delivered. Store it when the element that it came with has
 * been processed. A source with the same filter that begins at this position continues behind that element, also after
 * a restart. Immutable.
 *
 * @param timestamp of the last delivered element, ns since 1970; 0 if none was delivered
 * @param delivered number of delivered elements, for filters with a limit
 */
public record ResumeToken(long timestamp, long delivered) {
    /** The position before the first element. */
    public static final ResumeToken START = new ResumeToken(0, 0);

    private static final String SEPARATOR = ":";

    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException if a number is negative, or elements were delivered without a timestamp
     */
    public ResumeToken {
        if (timestamp < 0 || delivered < 0 || (timestamp == 0 && delivered > 0)) {
            throw new IllegalArgumentException(
                    "no position of a source: timestamp " + timestamp + ", delivered " + delivered);
        }
    }

    /**
     * Parses the text form that {@link #toString} returns.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ResumeToken parse(String text) {
        int at = text.indexOf(SEPARATOR);
        try {
            return new ResumeToken(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw new IllegalArgumentException("'" + text + "' is no position of a source, such as 1700000000:12");
        }
    }

    /** Returns timestamp and number of delivered elements, such as {@code 1700000000:12}. */
    @Override
    public String toString() {
        return timestamp + SEPARATOR + delivered;
    }
}
