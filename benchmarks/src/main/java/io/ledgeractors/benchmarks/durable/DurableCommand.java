package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.ContenderSamples;
import io.ledgeractors.benchmarks.measure.TemporaryDirectory;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the embedded ledger with a directory. */
@Command(
        name = "durable",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the embedded ledger with a directory beside what bounds it, a loop that writes and forces the"
                    + " same bytes and the state machine alone, and beside databases that do the same double entry.",
            "All take turns on one disk. The last column of full requests compares the ledger with the slower of its"
                    + " bounds."
        })
public final class DurableCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %-22s %12s %12s %9s %7s  %-14s %s%n";
    private static final int FULL = TransferRequest.FULL;
    private static final int MANY = 16;
    /** Bytes of a block: its header, a record's header, and 128 bytes a transfer. */
    private static final int BLOCK = 128 + 104;

    private static final double GOAL = 0.8;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--turn", paramLabel = "MS", description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private int turnMillis = 2_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Counted turns of each contender (default: ${DEFAULT-VALUE}).")
    private int rounds = 7;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "A directory on the disk to measure; about 10 GB are written below it and deleted"
                    + " (default: java.io.tmpdir).")
    private @Nullable Path directory;

    /** Creates the command; picocli calls this. */
    public DurableCommand() {}

    @Override
    public Integer call() {
        if (turnMillis <= 0 || rounds <= 0) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--turn and --rounds must be above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            head(out);
            List<ContenderSpeeds> full = measure("full requests", fullRequests(), out);
            bound(full, out);
            measure("1 transfer a request", single(), out);
            bytes(out);
            return 0;
        } catch (BenchmarkException | IOException failed) {
            spec.commandLine().getErr().println("benchmarks: " + failed.getMessage());
            return 1;
        }
    }

    private static List<Function<Path, DurableLoad>> fullRequests() {
        return List.of(
                where -> new LedgerLoad(where, 1, FULL),
                where -> new LedgerLoad(where, MANY, FULL),
                where -> new DiskLoad(where, BLOCK + FULL * 128, FULL),
                where -> new StateMachineLoad(),
                where -> DatabaseLoad.sqlite(where, FULL),
                where -> DatabaseLoad.h2(where, FULL));
    }

    private static List<Function<Path, DurableLoad>> single() {
        return List.of(
                where -> new LedgerLoad(where, 1, 1),
                where -> new LedgerLoad(where, MANY, 1),
                where -> new DiskLoad(where, BLOCK + 128, 1),
                where -> DatabaseLoad.sqlite(where, 1),
                where -> DatabaseLoad.h2(where, 1));
    }

    /** The speeds of a contender, one of each round. */
    private record ContenderSpeeds(String name, List<TurnResult> turns) {
        double perSecond() {
            return ContenderSamples.median(turns.stream().mapToDouble(TurnResult::perSecond));
        }

        double processorNanos() {
            return ContenderSamples.median(turns.stream().mapToDouble(TurnResult::processorNanosPerOperation));
        }

        double[] ratiosOf(ContenderSpeeds first) {
            double[] ratios = new double[turns.size()];
            Arrays.setAll(
                    ratios, i -> first.turns.get(i).perSecond() / turns.get(i).perSecond());
            return ratios;
        }
    }

    private List<ContenderSpeeds> measure(String title, List<Function<Path, DurableLoad>> contenders, PrintWriter out)
            throws IOException {
        List<DurableLoad> loads = new ArrayList<>();
        try (TemporaryDirectory home = TemporaryDirectory.in(directory)) {
            try {
                for (Function<Path, DurableLoad> contender : contenders) {
                    Path own = home.path().resolve(String.valueOf(loads.size()));
                    loads.add(contender.apply(Files.createDirectory(own)));
                }
                List<ContenderSpeeds> speeds = takeTurns(loads);
                for (ContenderSpeeds each : speeds) {
                    row(each == speeds.get(0) ? title : "", each, speeds.get(0), out);
                }
                return speeds;
            } finally {
                loads.forEach(DurableLoad::close);
            }
        }
    }

    private List<ContenderSpeeds> takeTurns(List<DurableLoad> loads) {
        Duration turn = Duration.ofMillis(turnMillis);
        List<ContenderSpeeds> speeds = new ArrayList<>();
        for (DurableLoad load : loads) {
            load.run(turn);
            speeds.add(new ContenderSpeeds(load.name(), new ArrayList<>()));
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < loads.size(); i++) {
                int next = (i + round) % loads.size();
                speeds.get(next).turns().add(loads.get(next).run(turn));
            }
        }
        return speeds;
    }

    private void head(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "plan: %d rounds of turns of %d ms, after one turn that is not counted%n",
                rounds,
                turnMillis);
        out.println(
                "ratio: the rate of the first line of a block divided by the rate of this line, median of the rounds");
        out.println("spread: the least and the greatest ratio of a round");
        out.println("CPU ns: processor time of this process for each transfer");
        out.println();
        out.printf(Locale.ROOT, ROW, "what", "contender", "transfers/s", "least", "CPU ns", "ratio", "spread", "goal");
        out.flush();
    }

    private static void row(String title, ContenderSpeeds each, ContenderSpeeds first, PrintWriter out) {
        double least =
                each.turns().stream().mapToDouble(TurnResult::perSecond).min().orElse(0);
        out.printf(
                Locale.ROOT,
                ROW,
                title,
                each.name(),
                number("%,.0f", each.perSecond()),
                number("%,.0f", least),
                number("%,.0f", each.processorNanos()),
                each == first ? "" : median(each.ratiosOf(first)),
                each == first ? "" : spread(each.ratiosOf(first)),
                "");
        out.flush();
    }

    private static void bound(List<ContenderSpeeds> full, PrintWriter out) {
        double[] disk = full.get(2).ratiosOf(full.get(0));
        double[] state = full.get(3).ratiosOf(full.get(0));
        double[] slower = new double[disk.length];
        Arrays.setAll(slower, i -> Math.max(disk[i], state[i]));
        out.printf(
                Locale.ROOT,
                ROW,
                "",
                "slower of the two",
                "",
                "",
                "",
                median(slower),
                spread(slower),
                number(">= %.2f", GOAL));
        out.flush();
    }

    private void bytes(PrintWriter out) {
        for (int sessions : new int[] {1, MANY}) {
            try (TemporaryDirectory home = TemporaryDirectory.in(directory)) {
                out.printf(
                        Locale.ROOT,
                        "log: %,.0f bytes a transfer, %d session%s with 1 transfer a request%n",
                        LogBytes.perTransfer(home.path(), sessions, 1),
                        sessions,
                        sessions == 1 ? "" : "s");
            }
        }
        out.flush();
    }

    private static String median(double[] ratios) {
        return number("%.2f", ContenderSamples.median(Arrays.stream(ratios)));
    }

    private static String spread(double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        return number("%.2f", sorted[0]) + " .. " + number("%.2f", sorted[sorted.length - 1]);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
