package io.ledgeractors.benchmarks.state;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one process.
 *
 * @param perProcessorSecond transfers per second of processor time
 * @param perSecond transfers per second of elapsed time
 * @param heap bytes of heap per transfer, after a garbage collection
 */
record StateResult(double perProcessorSecond, double perSecond, double heap) {
    private static final String MARK = "measured ";

    String line() {
        return String.format(Locale.ROOT, "%s%.0f %.0f %.1f", MARK, perProcessorSecond, perSecond, heap);
    }

    /** Returns the figures in a line of output, or null if the line is something else. */
    static @Nullable StateResult parse(String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        String[] figures = line.substring(MARK.length()).split(" ", -1);
        return new StateResult(
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
    }
}
