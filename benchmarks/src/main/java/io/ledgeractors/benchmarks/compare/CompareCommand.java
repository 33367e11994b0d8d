package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.turns.TurnPlace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares two builds of this project. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two builds of this project: each has a JVM of its own, and both take turns.",
            "A scenario passes if the interval of the ratio includes 1 or lies above it, or if the median is at least"
                    + " the value of --tolerate.",
            "Exit codes: 0 all scenarios passed, 1 at least one build after is slower, 2 bad usage or no measurement."
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int SLOWER = 1;
    private static final int NOT_MEASURED = 2;
    // An embedded ledger takes about 340 bytes a transfer.
    private static final long OPERATIONS_MAX = 4_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--before",
            required = true,
            paramLabel = "DIR",
            description = "A checkout with benchmarks/target/classes and benchmarks/target/lib.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path before;

    @Option(names = "--after", required = true, paramLabel = "DIR", description = "The checkout that is judged.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path after;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "Groups or single scenarios (default: ${DEFAULT-VALUE}); --help-scenarios lists them.",
            defaultValue = "asks,streams,state")
    private List<String> scenarios = List.of();

    @Option(names = "--help-scenarios", help = true, description = "Prints the names of groups and scenarios.")
    private boolean helpScenarios;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "21",
            description = "Pairs of turns of each scenario, 6 or more (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--turn",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "Uncounted turns of each build before the first pair (default: ${DEFAULT-VALUE}).")
    private int warmUpMillis;

    @Option(
            names = "--tolerate",
            paramLabel = "RATIO",
            defaultValue = "0.97",
            description = "Median ratio that passes even if the interval lies below 1 (default: ${DEFAULT-VALUE}).")
    private double tolerated;

    @Option(
            names = "--durable",
            description = "Keeps the embedded ledgers in the temporary directory (default: in memory).")
    private boolean durable;

    @Option(
            names = "--addresses",
            paramLabel = "LIST",
            description = "Addresses of a running server that both builds use.")
    private @Nullable String addresses;

    @Option(names = "--cluster", paramLabel = "ID", defaultValue = "0", description = "Cluster id of that server.")
    private String cluster = "0";

    /** Creates the command; picocli calls this. */
    public CompareCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (helpScenarios) {
            ComparedScenario.names().forEach(out::println);
            return 0;
        }
        List<String> names = check();
        ComparisonRunner runner = new ComparisonRunner(
                Duration.ofMillis(turnMillis), Duration.ofMillis(warmUpMillis), pairs, OPERATIONS_MAX);
        ComparisonReport report = new ComparisonReport(out);
        report.begin(before, after, runner);
        boolean passed = true;
        try {
            for (String name : names) {
                passed &= compare(name, runner, report).passes;
            }
        } catch (BenchmarkException e) {
            spec.commandLine().getErr().println("compare: " + e.getMessage());
            return NOT_MEASURED;
        }
        return passed ? 0 : SLOWER;
    }

    private Verdict compare(String name, ComparisonRunner runner, ComparisonReport report) {
        TurnPlace place = addresses == null ? TurnPlace.embedded(durable) : TurnPlace.cluster(cluster, addresses);
        List<ComparisonRunner.Pair> done;
        try (BuildProcess first = BuildProcess.start(before, name, place);
                BuildProcess second = BuildProcess.start(after, name, place)) {
            done = runner.run(first, second);
        }
        return report.scenario(name, done, tolerated);
    }

    private List<String> check() {
        if (pairs < PairedRatios.PAIRS_MIN) {
            throw bad("--pairs must be at least " + PairedRatios.PAIRS_MIN + ", not " + pairs);
        }
        if (turnMillis <= 0) {
            throw bad("--turn must be above 0, not " + turnMillis);
        }
        if (warmUpMillis < 0) {
            throw bad("--warm-up must be 0 or more, not " + warmUpMillis);
        }
        for (Path checkout : List.of(before, after)) {
            String complaint = BuildProcess.complaint(checkout);
            if (!complaint.isEmpty()) {
                throw bad(complaint);
            }
        }
        try {
            return ComparedScenario.expand(scenarios);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
