package io.ledgeractors.examples.shared;

import java.util.List;
import java.util.Locale;

/** Shows the first differences of a proof that failed. */
public final class Differences {
    private static final int SHOWN_MAX = 10;

    private Differences() {}

    /** How many there are and the first ten, a line each; empty if there are none. */
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
