package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.compare.ComparisonRunner.Pair;
import io.ledgeractors.benchmarks.measure.ContenderSamples;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints a table for each scenario and the verdict below it. */
final class ComparisonReport {
    private static final String ROW = "%-18s %-34s %14s %14s %8s  %s%n";

    private final PrintWriter out;

    ComparisonReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints the head of the table and how to read it. */
    void begin(Path before, Path after, ComparisonRunner runner) {
        out.printf(Locale.ROOT, "before: %s%nafter: %s%n", before, after);
        out.printf(
                Locale.ROOT,
                "%d pairs of turns of %d ms after %d ms of warm-up, in the order A B B A; JDK %s, %d processors%n",
                runner.pairs(),
                runner.turn().toMillis(),
                runner.warmUp().toMillis(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        out.println("ratio: after divided by before, median of the pairs; interval: covers the true median with at"
                + " least 95 %");
        out.println();
        out.printf(Locale.ROOT, ROW, "scenario", "figure", "before", "after", "ratio", "interval");
        out.flush();
    }

    /** Prints the figures of a scenario and returns the judgement of its rate. */
    Verdict scenario(String name, List<Pair> pairs, double tolerated) {
        PairedRatios rates = row(name, "operations per second", pairs, TurnResult::perSecond);
        if (pairs.stream().allMatch(ComparisonReport::hasProcessorTime)) {
            row("", "processor time per operation, ns", pairs, TurnResult::processorNanosPerOperation);
        }
        Verdict verdict = Verdict.of(rates, tolerated);
        out.printf(
                Locale.ROOT,
                "%s: %s: %s%n",
                name,
                verdict.passes ? "passed" : "SLOWER",
                verdict.reason(rates, tolerated));
        out.flush();
        return verdict;
    }

    private static boolean hasProcessorTime(Pair pair) {
        return pair.before().processorNanos() > 0 && pair.after().processorNanos() > 0;
    }

    private PairedRatios row(String name, String figure, List<Pair> pairs, ToDoubleFunction<TurnResult> of) {
        double[] before = pairs.stream()
                .mapToDouble(pair -> of.applyAsDouble(pair.before()))
                .toArray();
        double[] after = pairs.stream()
                .mapToDouble(pair -> of.applyAsDouble(pair.after()))
                .toArray();
        double[] ratios = new double[before.length];
        Arrays.setAll(ratios, i -> after[i] / before[i]);
        PairedRatios paired = new PairedRatios(ratios);
        out.printf(
                Locale.ROOT,
                ROW,
                name,
                figure,
                number("%,.0f", ContenderSamples.median(Arrays.stream(before))),
                number("%,.0f", ContenderSamples.median(Arrays.stream(after))),
                number("%.3f", paired.median()),
                number("%.3f", paired.low()) + " .. " + number("%.3f", paired.high()));
        return paired;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
