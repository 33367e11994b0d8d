package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares asks that travel to another node with asks that stay on the caller's node. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        description = {
            "Compares asks that travel to another node with asks that stay. The server and each node have a JVM of"
                    + " their own,",
            "and both sides take turns. Each pair shows the median ratio of the rates, in brackets its quarters and"
                    + " all ratios,",
            "then the processor time of an ask in every process.",
            "Exit codes: 0 measured, 1 could not measure, 2 bad usage."
        })
public final class NodesCommand implements Callable<Integer> {
    private static final int NOT_MEASURED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--part",
            split = ",",
            paramLabel = "NAME",
            description = "What is compared: ${COMPLETION-CANDIDATES} (default: all).")
    private NodePart[] parts = NodePart.values();

    @Option(
            names = "--in-flight",
            split = ",",
            paramLabel = "N",
            description = "Asks in flight (default: 64 and 1000, with a gateway 8000, too).")
    private List<Integer> inFlight = List.of();

    @Option(
            names = "--turn",
            paramLabel = "MS",
            defaultValue = "2000",
            description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private int turnMillis;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "11",
            description = "Counted turns of each side (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "8",
            description = "Uncounted turns of each side before the first counted one (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--memory", description = "Keeps the ledger in memory; it writes nothing.")
    private boolean isInMemory;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "Option of the JVM of each node, such as -Dpekko.remote.artery.advanced.inbound-lanes=1; may"
                    + " be repeated.")
    private List<String> jvmOptions = List.of();

    /** Creates the command; picocli calls this. */
    public NodesCommand() {}

    @Override
    public Integer call() {
        requireAboveZero("--turn", turnMillis);
        requireAboveZero("--rounds", rounds);
        for (Integer each : inFlight) {
            requireAboveZero("--in-flight", each);
        }
        if (warmUp < 0) {
            throw new ParameterException(spec.commandLine(), "--warm-up must not be below 0, but is " + warmUp);
        }
        try {
            for (NodePart part : parts) {
                for (Integer each : inFlight.isEmpty() ? part.inFlight() : inFlight) {
                    measure(part, each);
                }
            }
            return 0;
        } catch (BenchmarkException e) {
            spec.commandLine().getErr().println("nodes: " + e.getMessage());
            return NOT_MEASURED;
        }
    }

    private void requireAboveZero(String option, int value) {
        if (value <= 0) {
            throw new ParameterException(spec.commandLine(), option + " must be above 0, but is " + value);
        }
    }

    // The processes are new for each number of asks, because a server's speed depends on what it holds.
    private void measure(NodePart part, int asks) {
        try (NodeGroup group = NodeGroup.start(part, isInMemory, jvmOptions)) {
            for (NodePair pair : group.pairs()) {
                NodeTurns turns = turns(group, pair, asks);
                group.requireUnmoved();
                report(pair, asks, turns);
            }
        }
    }

    private NodeTurns turns(NodeGroup group, NodePair pair, int asks) {
        for (int round = 0; round < warmUp; round++) {
            turn(group, pair.measured(), asks);
            turn(group, pair.baseline(), asks);
        }
        NodeTurns turns = new NodeTurns(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                turns.measured().add(turn(group, pair.measured(), asks));
                turns.baseline().add(turn(group, pair.baseline(), asks));
            } else {
                turns.baseline().add(turn(group, pair.baseline(), asks));
                turns.measured().add(turn(group, pair.measured(), asks));
            }
        }
        return turns;
    }

    private NodeTurn turn(NodeGroup group, NodePair.Side side, int asks) {
        Map<String, Long> before = group.processorNanos();
        return NodeTurn.of(
                side.node().turn(side.words(), asks, Duration.ofMillis(turnMillis)), before, group.processorNanos());
    }

    private void report(NodePair pair, int asks, NodeTurns turns) {
        double[] ratios = turns.ratios();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s, %,d in flight: %s / %s %.2f (%.2f .. %.2f; all %.2f .. %.2f), goal >= %.2f%n",
                pair.title(),
                asks,
                pair.measured().name(),
                pair.baseline().name(),
                NodeTurns.quantile(ratios, 0.5),
                NodeTurns.quantile(ratios, 0.25),
                NodeTurns.quantile(ratios, 0.75),
                ratios[0],
                ratios[ratios.length - 1],
                pair.goal());
        side(out, pair.measured().name(), asks, turns.measured());
        side(out, pair.baseline().name(), asks, turns.baseline());
        out.flush();
    }

    private static void side(PrintWriter out, String name, int asks, List<NodeTurn> turns) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(
                Locale.ROOT,
                "  %-12s %,9.0f asks/s, %.2f ms an ask; processor time an ask: %.1f us",
                name,
                NodeTurns.median(turns, turn -> turn.result().perSecond()),
                NodeTurns.median(turns, turn -> turn.latencyMillis(asks)),
                NodeTurns.median(turns, NodeTurn::allProcessorNanos) / 1e3));
        String separator = " = ";
        for (String process : turns.get(0).processorNanos().keySet()) {
            line.append(separator)
                    .append(String.format(
                            Locale.ROOT,
                            "%.1f %s",
                            NodeTurns.median(
                                            turns, turn -> turn.processorNanos().getOrDefault(process, 0.0))
                                    / 1e3,
                            process));
            separator = " + ";
        }
        out.println(line);
    }
}
