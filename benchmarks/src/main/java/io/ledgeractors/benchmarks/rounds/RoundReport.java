package io.ledgeractors.benchmarks.rounds;

import io.ledgeractors.benchmarks.measure.ContenderSamples;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Checksum;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints what was measured, line by line as it comes. */
public final class RoundReport {
    private static final String ROW = "%-30s %-24s %12s %9s %9s %8s %8s %8s %7s  %-14s %s%n";

    private final PrintWriter out;

    public RoundReport(PrintWriter out) {
        this.out = out;
    }

    public void machine() {
        Runtime runtime = Runtime.getRuntime();
        line("machine: %d cores, %s %s %s, JDK %s"
                .formatted(
                        runtime.availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.version()));
    }

    public void server(String kind, SessionState.Registered registered, int fullBatch) {
        line("server: %s, release %s, %d transfers a request; our transport: %s; official client: 0.16.30"
                .formatted(kind, registered.release(), fullBatch, registered.transport()));
    }

    public void plan(MeasurementPlan plan) {
        line("plan: %d rounds of turns of %d ms after %d ms of warming up each"
                .formatted(plan.rounds(), plan.turn().toMillis(), plan.warmUp().toMillis()));
        line("ratios: ours by theirs, median over the rounds, least .. greatest");
        line("CPU ns: processor time of the client's process for a transfer, without the server's");
        line("/request: transfers of a request, in the middle; no ledger: the batcher alone, whose session answers"
                + " itself");
        line("heap B: bytes that process allocates for a transfer while it is measured");
        line("");
        out.printf(
                Locale.ROOT,
                ROW,
                "case",
                "who",
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

    public void result(BenchmarkScenario contest, List<ContenderSamples> scores) {
        ContenderSamples ours = scores.get(0);
        row(contest.title(), ours, "", "", "");
        for (int i = 1; i < scores.size(); i++) {
            double[] ratios = scores.get(i).ratios(ours);
            double goal = contest.rivals().get(i - 1).goal();
            row(
                    "",
                    scores.get(i),
                    number("%.2f", ContenderSamples.median(Arrays.stream(ratios))),
                    number("%.2f", ratios[0]) + " .. " + number("%.2f", ratios[ratios.length - 1]),
                    goal == 0 ? "" : number(">= %.2f", goal));
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        line("%-30s %,d transfers in %d rounds; heap in use afterwards %,d MiB; checksum by %s"
                .formatted(
                        "",
                        ours.transfers(),
                        ours.samples().size(),
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        Checksum.method()));
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    private void row(String title, ContenderSamples scores, String ratio, String spread, String goal) {
        out.printf(
                Locale.ROOT,
                ROW,
                title,
                scores.name(),
                number("%,.0f", scores.transfersPerSecond()),
                number("%.2f", scores.latencyMillis(50)),
                number("%.2f", scores.latencyMillis(99)),
                number("%,.0f", scores.processorNanos()),
                scores.transfersPerRequest() == 0 ? "" : number("%,.0f", scores.transfersPerRequest()),
                scores.allocatedBytes() < 0 ? "" : number("%.1f", scores.allocatedBytes()),
                ratio,
                spread,
                goal);
        out.flush();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
