package io.ledgeractors.streams;

/**
 * How far a source was read: everything up to here has been delivered. Keep it once the element it came with has been
 * dealt with, and give it to a source with the same filter to go on behind that element, after a restart too. Immutable.
 *
 * @param timestamp of the last element, ns since 1970; 0: nothing was read yet
 * @param delivered elements so far, for filters with a limit
 */
public record ResumeToken(long timestamp, long delivered) {
    /** Nothing was read yet. */
    public static final ResumeToken START = new ResumeToken(0, 0);

    private static final String SEPARATOR = ":";

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative, or elements were delivered and none had a timestamp
     */
    public ResumeToken {
        if (timestamp < 0 || delivered < 0 || (timestamp == 0 && delivered > 0)) {
            throw new IllegalArgumentException(
                    "no position of a source: timestamp " + timestamp + ", delivered " + delivered);
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static ResumeToken parse(String text) {
        int at = text.indexOf(SEPARATOR);
        try {
            return new ResumeToken(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw new IllegalArgumentException("'" + text + "' is no position of a source, such as 1700000000:12");
        }
    }

    /** Timestamp and number delivered, such as {@code 1700000000:12}. */
    @Override
    public String toString() {
        return timestamp + SEPARATOR + delivered;
    }
}
