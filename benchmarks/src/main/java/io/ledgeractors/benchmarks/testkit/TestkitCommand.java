package io.ledgeractors.benchmarks.testkit;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.LedgerTestKit;
import io.ledgeractors.testkit.LedgerTestKitSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long a fresh ledger takes for a test. */
@Command(
        name = "testkit",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what a test pays for a fresh ledger of ledger-testkit, in ms: from the creation of the kit to",
            "the end of its closing. Systems without a cluster are warm, those with one start for each ledger."
        })
public final class TestkitCommand implements Callable<Integer> {
    private static final String ROW = "%-44s %8s %8s %8s %8s  %s%n";
    private static final int CLUSTERED_SHARE = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--tests",
            paramLabel = "N",
            description = "Ledgers that are counted, after as many that are not (default: ${DEFAULT-VALUE}).")
    private int tests = 1_000;

    /** Creates the command; picocli calls this. */
    public TestkitCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, ROW, "ms", "p50", "p90", "p99", "most", "goal of p50");
        LedgerTestKitSettings settings = LedgerTestKitSettings.create();
        row(out, "fresh ledger, opened and closed", tests, "< 5", () -> useKit(settings));
        row(out, "fresh ledger, one account, a year", tests, "", () -> useForAYear(settings));
        int clustered = Math.max(1, tests / CLUSTERED_SHARE);
        row(out, "fresh ledger with a cluster", clustered, "", () -> useKit(settings.withCluster()));
        out.flush();
        return 0;
    }

    private static void row(PrintWriter out, String name, int count, String goal, Runnable test) {
        for (int i = 0; i < count; i++) {
            test.run();
        }
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            test.run();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        out.printf(Locale.ROOT, ROW, name, at(millis, 0.5), at(millis, 0.9), at(millis, 0.99), at(millis, 1), goal);
        out.flush();
    }

    private static String at(double[] sorted, double share) {
        int index = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
        return String.format(Locale.ROOT, "%.2f", sorted[index]);
    }

    private static void useKit(LedgerTestKitSettings settings) {
        LedgerTestKit.create(settings).close();
    }

    private static void useForAYear(LedgerTestKitSettings settings) {
        try (LedgerTestKit kit = LedgerTestKit.create(settings)) {
            Account account =
                    Account.builder().id(UInt128.of(1)).ledger(1).code(1).build();
            kit.await(kit.ledger().createAccounts(List.of(account)));
            kit.advance(Duration.ofDays(365));
        }
    }
}
