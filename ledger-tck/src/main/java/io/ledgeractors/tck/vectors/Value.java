package io.ledgeractors.tck.vectors;

import io.ledgeractors.model.UInt128;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of a field in a scenario. */
public sealed interface Value {

    /**
     * A literal number.
     *
     * @param number unsigned
     */
    record Number(UInt128 number) implements Value {
        @Override
        public String toString() {
            return number.toString();
        }
    }

    /**
     * Reserved bytes that are not zero.
     *
     * @param hex from the first reserved byte on, the rest is zero
     */
    record Reserved(String hex) implements Value {
        @Override
        public String toString() {
            return hex;
        }
    }

    /**
     * A time that the server chose.
     *
     * @param expiry true: the moment at which the pending transfer created there expired, {@code x:S.I}; false:
     *     the timestamp returned there, {@code t:S.I}
     * @param step index of the step
     * @param event index of the event in that step
     * @param offset ns to add
     */
    record Time(boolean expiry, int step, int event, long offset) implements Value {
        private static final Pattern FORM = Pattern.compile("([tx]):(\\d+)\\.(\\d+)([+-]\\d+)?");

        static boolean isTime(String text) {
            return text.startsWith("t:") || text.startsWith("x:");
        }

        static Time parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a symbolic timestamp: '" + text + "'");
            }
            String offset = matcher.group(4);
            return new Time(
                    matcher.group(1).equals("x"),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)),
                    offset == null ? 0 : Long.parseLong(offset));
        }

        /** Returns the same without the offset. */
        Time base() {
            return offset == 0 ? this : new Time(expiry, step, event, 0);
        }

        @Override
        public String toString() {
            String sign = offset > 0 ? "+" : "";
            return (expiry ? "x:" : "t:") + step + "." + event + (offset == 0 ? "" : sign + offset);
        }
    }
}
