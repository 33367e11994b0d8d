package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.measure.ContenderSamples;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The turns of both sides of a pair, in the order of the rounds.
 *
 * @param measured one turn a round, at least one
 * @param baseline one turn a round
 */
record NodeTurns(List<NodeTurn> measured, List<NodeTurn> baseline) {
    /** Returns the rate of the measured side by that of the other for each round, in rising order. */
    double[] ratios() {
        double[] ratios = new double[measured.size()];
        Arrays.setAll(
                ratios,
                i -> measured.get(i).result().perSecond()
                        / baseline.get(i).result().perSecond());
        Arrays.sort(ratios);
        return ratios;
    }

    /** Returns the median of a figure. */
    static double median(List<NodeTurn> turns, ToDoubleFunction<NodeTurn> figure) {
        return ContenderSamples.median(turns.stream().mapToDouble(figure));
    }

    /**
     * Returns the number below which a part of sorted numbers lies.
     *
     * @param sorted at least one, in rising order
     * @param part 0 to 1
     */
    static double quantile(double[] sorted, double part) {
        return sorted[(int) Math.round((sorted.length - 1) * part)];
    }
}
