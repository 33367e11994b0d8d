package io.ledgeractors.benchmarks;

import io.ledgeractors.benchmarks.compare.CompareCommand;
import io.ledgeractors.benchmarks.durable.DurableCommand;
import io.ledgeractors.benchmarks.durable.PausesCommand;
import io.ledgeractors.benchmarks.durable.RestartsCommand;
import io.ledgeractors.benchmarks.entities.EntitiesCommand;
import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.nodes.NodesCommand;
import io.ledgeractors.benchmarks.rounds.BenchmarkScenario;
import io.ledgeractors.benchmarks.rounds.MeasurementPlan;
import io.ledgeractors.benchmarks.rounds.RoundReport;
import io.ledgeractors.benchmarks.rounds.RoundRunner;
import io.ledgeractors.benchmarks.server.ForkedServer;
import io.ledgeractors.benchmarks.server.PreparedAccounts;
import io.ledgeractors.benchmarks.server.Server;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.state.StateCommand;
import io.ledgeractors.benchmarks.testkit.TestkitCommand;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks: compares this project's clients with the official one on the same server. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        subcommands = {
            CompareCommand.class,
            DurableCommand.class,
            EntitiesCommand.class,
            NodesCommand.class,
            PausesCommand.class,
            RestartsCommand.class,
            StateCommand.class,
            TestkitCommand.class
        },
        description = {
            "Compares this project's clients with the official Java client 0.16.30: both take turns on the same"
                    + " server.",
            "Without --addresses each scenario has an embedded ledger in a JVM of its own; with --quick one serves"
                    + " all.",
            "Exit codes: 0 measured, 1 could not measure, 2 bad usage."
        })
public final class BenchmarksMain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--quick", description = "Short turns; all scenarios take two minutes, and the spreads are wide.")
    private boolean quick;

    @Option(names = "--turn", paramLabel = "MS", description = "Length of a turn (default: 3000; --quick: 500).")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MS",
            description = "Uncounted time of each contender before the first round (default: 5000; --quick: 1000).")
    private int warmUpMillis;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Counted turns of each contender (default: 5; --quick: 3).")
    private int rounds;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            description =
                    "Transfers that the first contender of each scenario creates at least; adds rounds until then.")
    private long transfers;

    @Option(names = "--part", description = "Scenarios to run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private MeasurementPlan.Part part = MeasurementPlan.Part.ALL;

    @Option(names = "--memory", description = "Keeps the embedded ledger in memory; it writes nothing.")
    private boolean memory;

    @Option(
            names = "--addresses",
            paramLabel = "LIST",
            description = "Addresses of a running server, which will be filled with accounts and transfers.")
    private @Nullable String addresses;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            description = "Cluster id of that server (default: ${DEFAULT-VALUE}).")
    private String cluster = "0";

    /** Creates the command; picocli calls this. */
    public BenchmarksMain() {}

    /** Runs a command. Exit codes: 0 measured, 1 could not measure, 2 bad usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchmarksMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int turn = orDefault("--turn", turnMillis, quick ? 500 : 3_000);
        MeasurementPlan plan = new MeasurementPlan(
                Duration.ofMillis(turn),
                Duration.ofMillis(orDefault("--warm-up", warmUpMillis, quick ? 1_000 : 5_000)),
                orDefault("--rounds", rounds, quick ? 3 : 5),
                transfers,
                MeasurementPlan.scenarios(part));
        Supplier<Server> servers = servers();
        try {
            run(plan, servers, new RoundReport(out));
            return 0;
        } catch (BenchmarkException e) {
            spec.commandLine().getErr().println("benchmarks: " + e.getMessage());
            return 1;
        }
    }

    private void run(MeasurementPlan plan, Supplier<Server> servers, RoundReport report) {
        report.machine();
        int scenariosOfAServer = quick ? plan.scenarios().size() : 1;
        for (int from = 0; from < plan.scenarios().size(); from += scenariosOfAServer) {
            try (Server server = servers.get()) {
                PreparedAccounts accounts = PreparedAccounts.of(server.target());
                if (from == 0) {
                    report.server(kind(), accounts.registered(), accounts.generator().fullBatch);
                    report.plan(plan);
                }
                for (BenchmarkScenario scenario : plan.scenarios().subList(from, from + scenariosOfAServer)) {
                    report.result(scenario, new RoundRunner(scenario, plan).run(server.target(), accounts.generator()));
                }
            }
        }
    }

    private int orDefault(String option, int value, int otherwise) {
        if (value < 0) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + " must be above 0, not " + value);
        }
        return value == 0 ? otherwise : value;
    }

    private Supplier<Server> servers() {
        if (addresses == null) {
            return () -> ForkedServer.start(!memory);
        }
        try {
            List<ReplicaAddress> list = ReplicaAddress.parseList(addresses);
            Target target = new Target(UInt128.parse(cluster), list);
            return () -> Server.outside(target);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String kind() {
        if (addresses != null) {
            return "at " + addresses;
        }
        return memory ? "embedded, in memory, in a JVM of its own" : "embedded, durable, in a JVM of its own";
    }
}
