package io.ledgeractors.client;

import java.util.Locale;

/** Which copies of a request also go to a second replica, chosen by chance, in clusters of more than one. */
public enum Hedge {
    /** Repeats only: a first copy that is answered in time costs its bytes once. */
    REPEAT,
    /** The first copy too, as the official client does: twice the bytes, and no wait when the primary is gone. */
    ALWAYS;

    /**
     * Reads {@code repeat} or {@code always}, as configurations write it.
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

    /** The name as configurations write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
