package io.ledgeractors.examples.shared;

import java.util.List;
import java.util.Locale;

/** Writes the first differences of a failed proof as text. */
public final class Differences {
    private static final int SHOWN_MAX = 10;

    private Differences() {}

    /** Returns the number of differences and the first ten, one per line; empty if there are none. */
    public static String text(List<Difference> differences) {
        if (differences.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%,d differences, the first %,d:%n",
                differences.size(),
                Math.min(differences.size(), SHOWN_MAX)));
        differences.stream().limit(SHOWN_MAX).forEach(difference -> text.append(String.format("  %s%n", difference)));
        return text.toString();
    }
}
