package io.ledgeractors.benchmarks.state;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a process has measured.
 *
 * @param perProcessorSecond transfers in a second of processor time
 * @param perSecond transfers in a second of the clock
 * @param heap bytes of heap a transfer, after a collection
 */
record StateResult(double perProcessorSecond, double perSecond, double heap) {
    private static final String MARK = "measured ";

    String line() {
        return String.format(Locale.ROOT, "%s%.0f %.0f %.1f", MARK, perProcessorSecond, perSecond, heap);
    }

    /** What this line of output tells, or null if it tells nothing. */
    static @Nullable StateResult parse(String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        String[] figures = line.substring(MARK.length()).split(" ", -1);
        return new StateResult(
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
    }
}
