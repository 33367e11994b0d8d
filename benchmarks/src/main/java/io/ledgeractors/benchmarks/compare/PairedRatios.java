package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.measure.ContenderSamples;
import java.util.Arrays;

/**
 * Ratios of pairs of turns, with the median of their distribution and an interval for it. The interval assumes nothing
 * about the distribution. Its ends are two of the ratios, chosen by the binomial distribution (<a
 * href="https://en.wikipedia.org/wiki/Median#Confidence_interval">order statistics</a>). It covers the true median with
 * a probability of at least 95 %.
 */
final class PairedRatios {
    /** The least number of pairs of which two ratios enclose the median with a probability of 95 %. */
    static final int PAIRS_MIN = 6;

    private static final double CONFIDENCE = 0.95;

    private final double[] sorted;

    /**
     * Takes ratios in any order.
     *
     * @throws IllegalArgumentException if there are fewer than {@link #PAIRS_MIN}, or one is not above 0
     */
    PairedRatios(double... ratios) {
        if (ratios.length < PAIRS_MIN) {
            throw new IllegalArgumentException(
                    "an interval needs at least " + PAIRS_MIN + " pairs, not " + ratios.length);
        }
        sorted = ratios.clone();
        Arrays.sort(sorted);
        if (!(sorted[0] > 0) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("a ratio must be above 0 and finite: " + Arrays.toString(sorted));
        }
    }

    /** Returns the middle ratio, or the mean of the two in the middle. */
    double median() {
        return ContenderSamples.median(Arrays.stream(sorted));
    }

    /** Returns the lower end of the interval. */
    double low() {
        return sorted[rank(sorted.length)];
    }

    /** Returns the upper end of the interval. */
    double high() {
        return sorted[sorted.length - 1 - rank(sorted.length)];
    }

    /** Returns the probability with which the interval covers the true median, 0.95 or more. */
    double coverage() {
        return 1 - 2 * tail(sorted.length, rank(sorted.length));
    }

    /** Returns how many ratios lie outside the interval at each end, for {@code pairs} ratios. */
    static int rank(int pairs) {
        int rank = 0;
        while (tail(pairs, rank + 1) <= (1 - CONFIDENCE) / 2) {
            rank++;
        }
        return rank;
    }

    /** Returns the probability that at most {@code most} of {@code pairs} ratios lie below the median. */
    private static double tail(int pairs, int most) {
        double probability = Math.pow(0.5, pairs);
        double sum = 0;
        for (int below = 0; below <= most; below++) {
            sum += probability;
            probability *= (double) (pairs - below) / (below + 1);
        }
        return sum;
    }
}
