package io.ledgeractors.examples.cluster;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.AddressesConverter;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.ClusterIdConverter;
import io.ledgeractors.cli.terminal.Interruption;
import io.ledgeractors.model.UInt128;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code cluster}: runs several nodes on one ledger, and kills some. */
@Command(
        name = "cluster",
        description = "Starts several nodes on this machine, each in a JVM of its own, on one ledger. All make payments"
                + " and transfers. Proves from the ledger that each was made once or not at all.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Without --addresses the ledger is embedded in this command, in memory, and is never killed.",
            "The table shows how many shards of accounts and of payments each node owns. A dead node is removed after"
                    + " about 8 s: 5 s until the failure detector with Pekko's settings notices, and 3 s of"
                    + " stable-after. An application waits longer, such as 10 s. See"
                    + " examples/src/main/resources/cluster-node.conf."
        })
public final class ClusterCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 86_400;
    private static final int KILLS_MAX = 1_000;
    private static final int GATEWAYS_MAX = 8;
    private static final int MAJORITY_OF = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "The number of nodes, 1 to " + ClusterSettings.NODES_MAX
                    + " (default: ${DEFAULT-VALUE}). Each has a JVM with 192 MiB of heap.")
    private int nodes;

    @Option(
            names = "--gateways",
            paramLabel = "N",
            defaultValue = "0",
            description = "The number of additional nodes that own the sessions of all others, 0 to " + GATEWAYS_MAX
                    + " (default: ${DEFAULT-VALUE}, each node has a session of its own).")
    private int gateways;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "The time of the load, 1 to 86400 (default: ${DEFAULT-VALUE}). It lasts longer if the kills do.")
    private int seconds;

    @Option(
            names = "--kill",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Kills a node N times with kill -9, and starts it again when the others serve its shards; 0 to"
                            + " 1000 (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--random",
            paramLabel = "SEED",
            description = "Repeats the random choice of nodes and moments of another run.")
    private @Nullable Long random;

    @ArgGroup(exclusive = false)
    private @Nullable Outside outside;

    private static final class Outside {
        @Option(
                names = "--addresses",
                required = true,
                paramLabel = "LIST",
                converter = AddressesConverter.class,
                description = "Uses a TigerBeetle cluster or ./ledger start: up to 6 addresses in the order of the"
                        + " replicas. Each run makes accounts of its own there.")
        @SuppressWarnings("NullAway.Init") // required
        private AddressesConverter.Addresses addresses;

        @Option(
                names = "--cluster",
                paramLabel = "ID",
                defaultValue = "0",
                converter = ClusterIdConverter.class,
                description = "The id of that cluster (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init") // has a default
        private UInt128 id;
    }

    @Override
    public Integer call() {
        require("--gateways", gateways, 0, GATEWAYS_MAX);
        require("--nodes", nodes, 1, ClusterSettings.NODES_MAX - gateways);
        require("--seconds", seconds, 1, SECONDS_MAX);
        require("--kill", kills, 0, KILLS_MAX);
        if (kills > 0 && nodes + gateways < MAJORITY_OF) {
            throw new BadInputException("--kill needs --nodes " + MAJORITY_OF
                    + " or more, because the resolver keep-majority ends the nodes that are left otherwise");
        }
        if (kills > 0 && gateways == 1) {
            throw new BadInputException(
                    "--kill needs --gateways 2 or more, because no node reaches the ledger while the"
                            + " only gateway is dead");
        }
        if (outside != null) {
            ResolvedNames.require(outside.addresses.list());
        }
        long seed = random == null ? System.nanoTime() : random;
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (kills > 0) {
            out.println("--random " + seed + " repeats the choice of nodes and moments");
        }
        try (Interruption interruption = Interruption.says(err, advice());
                ClusterRun run = ClusterRun.start(settings(), ApplicationConfig.load(), err::println)) {
            return new ClusterJob(run, new ClusterJob.Course(seconds, kills, seed), out).run()
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        }
    }

    private ClusterSettings settings() {
        return outside == null
                ? ClusterSettings.inMemory(nodes, gateways)
                : new ClusterSettings(
                        nodes, gateways, outside.addresses.list(), outside.id, List.of(), node -> List.of());
    }

    private String advice() {
        return outside == null
                ? "its nodes end, and its ledger was in memory and is gone"
                : "its nodes end, and the ledger releases what they have reserved within a minute";
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInputException(option + " " + value + ": must be " + least + " to " + most);
        }
    }
}
