package io.ledgeractors.benchmarks.rounds;

import io.ledgeractors.benchmarks.measure.ContenderSamples;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Checksum;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints a table, one scenario after the other as it is measured. */
public final class RoundReport {
    private static final String ROW = "%-30s %-24s %12s %9s %9s %8s %8s %8s %7s  %-14s %s%n";

    private final PrintWriter out;

    /** Creates a report that goes to {@code out}. */
    public RoundReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints the machine. */
    public void machine() {
        Runtime runtime = Runtime.getRuntime();
        line("machine: %d processors, %s %s %s, JDK %s"
                .formatted(
                        runtime.availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.version()));
    }

    /** Prints the server. */
    public void server(String kind, SessionState.Registered registered, int fullBatch) {
        line("server: %s, release %s, %d transfers in a full request; own transport: %s; official client: 0.16.30"
                .formatted(kind, registered.release(), fullBatch, registered.transport()));
    }

    /** Prints the plan, how to read the table, and its head. */
    public void plan(MeasurementPlan plan) {
        line("plan: %d rounds of turns of %d ms; each contender warms up for twice %d ms"
                .formatted(plan.rounds(), plan.turn().toMillis(), plan.warmUp().toMillis()));
        line("ratio: the rate of the scenario's first line divided by the rate of this line, median of the rounds");
        line("spread: the least and the greatest ratio of a round");
        line("CPU ns: processor time per transfer of the process of the clients, without the server");
        line("/request: mean number of transfers in a request");
        line("no ledger: the batcher alone, with a session that answers at once");
        line("heap B: bytes per transfer that this process allocates while it is measured");
        line("");
        out.printf(
                Locale.ROOT,
                ROW,
                "scenario",
                "contender",
                "transfers/s",
                "p50 ms",
                "p99 ms",
                "CPU ns",
                "/request",
                "heap B",
                "ratio",
                "spread",
                "goal");
        out.flush();
    }

    /** Prints the rows of a scenario. */
    public void result(BenchmarkScenario scenario, List<ContenderSamples> samples) {
        ContenderSamples first = samples.get(0);
        row(scenario.title(), first, "", "", "");
        for (int i = 1; i < samples.size(); i++) {
            double[] ratios = samples.get(i).ratios(first);
            double goal = scenario.baselines().get(i - 1).goal();
            row(
                    "",
                    samples.get(i),
                    number("%.2f", ContenderSamples.median(Arrays.stream(ratios))),
                    number("%.2f", ratios[0]) + " .. " + number("%.2f", ratios[ratios.length - 1]),
                    goal == 0 ? "" : number(">= %.2f", goal));
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        line("%-30s %,d transfers in %d rounds; heap in use afterwards: %,d MiB; checksum: %s"
                .formatted(
                        "",
                        first.transfers(),
                        first.samples().size(),
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        Checksum.method()));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private void row(String title, ContenderSamples samples, String ratio, String spread, String goal) {
        out.printf(
                Locale.ROOT,
                ROW,
                title,
                samples.name(),
                number("%,.0f", samples.transfersPerSecond()),
                number("%.2f", samples.latencyMillis(50)),
                number("%.2f", samples.latencyMillis(99)),
                number("%,.0f", samples.processorNanos()),
                samples.transfersPerRequest() == 0 ? "" : number("%,.0f", samples.transfersPerRequest()),
                samples.allocatedBytes() < 0 ? "" : number("%.1f", samples.allocatedBytes()),
                ratio,
                spread,
                goal);
        out.flush();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
