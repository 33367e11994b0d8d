package io.ledgeractors.client;

import java.util.Locale;

/** The copies of a request that also go to a second, random replica, in clusters of more than one replica. */
public enum Hedge {
    /** Only repeats go to a second replica, so a request that is answered in time costs its bytes once. */
    REPEAT,
    /**
     * The first copy goes to a second replica too, as in the official client. This doubles the bytes and saves the wait
     * when the primary is gone.
     */
    ALWAYS;

    /**
     * Returns the value that a configuration writes as {@code repeat} or {@code always}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Hedge parse(String text) {
        for (Hedge hedge : values()) {
            if (hedge.toString().equals(text)) {
                return hedge;
            }
        }
        throw new IllegalArgumentException("no way to hedge: '" + text + "'; write repeat or always");
    }

    /** Returns the name as configurations write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
