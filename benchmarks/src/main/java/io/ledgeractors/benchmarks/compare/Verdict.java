package io.ledgeractors.benchmarks.compare;

import java.util.Locale;

/** The judgement of a scenario, from the ratios of the rate after by the rate before. */
enum Verdict {
    /** The interval lies above 1. */
    FASTER(true, "the interval %2$.3f .. %3$.3f lies above 1"),
    /** The interval includes 1. */
    NO_DIFFERENCE(true, "the interval %2$.3f .. %3$.3f includes 1"),
    /** The interval lies below 1, but the median is within the tolerance. */
    WITHIN_TOLERANCE(true, "the interval %2$.3f .. %3$.3f lies below 1, the median %1$.3f is at least %4$.2f"),
    /** The interval lies below 1, and the median is not within the tolerance. */
    SLOWER(false, "the interval %2$.3f .. %3$.3f lies below 1, the median %1$.3f is below %4$.2f");

    /** True if the build after the change is good enough. */
    final boolean passes;

    private final String reason;

    Verdict(boolean passes, String reason) {
        this.passes = passes;
        this.reason = reason;
    }

    /**
     * Judges a scenario by its ratios.
     *
     * @param tolerated the median that is good enough, even if all of the interval lies below 1
     */
    static Verdict of(PairedRatios ratios, double tolerated) {
        if (ratios.low() > 1) {
            return FASTER;
        }
        if (ratios.high() >= 1) {
            return NO_DIFFERENCE;
        }
        return ratios.median() >= tolerated ? WITHIN_TOLERANCE : SLOWER;
    }

    /** Returns the reason in words, with the figures. */
    String reason(PairedRatios ratios, double tolerated) {
        return String.format(Locale.ROOT, reason, ratios.median(), ratios.low(), ratios.high(), tolerated);
    }
}
