package io.ledgeractors.cli.start;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ClusterIdConverter;
import io.ledgeractors.cli.ledger.DirectoryConverter;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code start}: serves the embedded ledger over TCP until the process is told to end. */
@Command(
        name = "start",
        description = "Runs the embedded ledger as a server of the TigerBeetle protocol.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "When the server is ready, it prints one line: listening on HOST:PORT cluster=N. SIGTERM or Ctrl-C ends it"
                    + " with exit code 0 after everything is on the disk, or with 1 if that takes more than 4 seconds."
                    + " Exit code 4 means that memory ran out or that a thread of the ledger ended. What was"
                    + " acknowledged is safe in each case; start the server again."
        })
public final class StartCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MS = 250;

    /** The time limit for closing, so that SIGTERM ends the process within 5 s in every case. */
    private static final long END_WITHIN_MS = 4_000;

    private final CountDownLatch endBegan = new CountDownLatch(1);

    private static final String DIED =
            ". What was acknowledged is safe; start it again, with more memory (JAVA_OPTS=-Xmx..) if it ran out.";

    private volatile boolean isEnding;
    private volatile boolean hasFailed;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--addresses",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:3000",
            converter = AddressConverter.class,
            description = "The address to listen on; port 0 takes a free port (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private ReplicaAddress address;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "0",
            converter = ClusterIdConverter.class,
            description = "The id of the cluster (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private UInt128 cluster;

    @Option(
            names = "--allow-remote",
            description = "Allows an address that other machines can reach. The protocol has no passwords and no"
                    + " encryption, so anyone who reaches the port may do everything.")
    private boolean allowRemote;

    @Option(
            names = "--batch-size-limit",
            paramLabel = "BYTES",
            defaultValue = "1048320",
            converter = BatchSizeLimitConverter.class,
            description =
                    "The maximum size of a request body, 512 to 1048320. It is stored with the data. A TigerBeetle for"
                            + " development has 32512 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Limits limits;

    @Option(
            names = "--tail-loss",
            paramLabel = "cut-off|refuse",
            defaultValue = "cut-off",
            converter = TailLossConverter.class,
            description = "The policy if the newest block of the log is missing or damaged although it may have been"
                    + " acknowledged. cut-off continues without the block and logs a warning. refuse does not start,"
                    + " so that you can restore the log from a copy (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private TailLoss tailLoss;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // exactly one
    private Place place;

    private static final class Place {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                converter = DirectoryConverter.class,
                description = "Keeps the ledger in this directory.")
        private @Nullable Path data;

        @Option(names = "--memory", description = "Keeps the ledger in memory. It is gone when the server ends.")
        private boolean memory;
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseRemoteUnlessAllowed();
        try {
            return serve();
        } catch (VirtualMachineError noMemory) {
            throw died("memory ran out");
        }
    }

    private Integer serve() throws InterruptedException {
        EmbeddedLedger ledger = EmbeddedLedger.open(settings());
        LedgerServer server = serve(ledger);
        startLimitOfTheEnd();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ledger), "ledger-end"));
        spec.commandLine().getOut().println("listening on " + server.address() + " cluster=" + cluster);
        String why = awaitFailure(ledger, server);
        spec.commandLine().getErr().println("ledger: " + why);
        return ExitCode.FAILED;
    }

    // A server that cannot answer any more must end. Polling allocates nothing, because memory may have run out.
    private String awaitFailure(EmbeddedLedger ledger, LedgerServer server) throws InterruptedException {
        while (true) {
            String why = ledger.stopped();
            if (!isEnding && (ledger.hasDied() || server.hasDied())) {
                throw died(why == null ? "the thread of the server ended" : why);
            }
            if (why != null && !isEnding) {
                hasFailed = true;
                return why;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    // After this failure nothing in the process is reliable, not even shutdown hooks, so the JVM is halted.
    private Error died(String why) {
        try {
            spec.commandLine().getErr().println("ledger: " + why + DIED);
            spec.commandLine().getErr().flush();
        } finally {
            Runtime.getRuntime().halt(ExitCode.FATAL);
        }
        return new AssertionError("halted");
    }

    // The thread is started early, because later there may be no memory for it.
    private void startLimitOfTheEnd() {
        Thread limit = new Thread(this::limitTheEnd, "ledger-end-limit");
        limit.setDaemon(true);
        limit.start();
    }

    private void limitTheEnd() {
        try {
            endBegan.await();
            Thread.sleep(END_WITHIN_MS);
        } catch (InterruptedException ignored) {
            return;
        }
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    private EmbeddedSettings settings() {
        Path data = place.data;
        return (data == null ? EmbeddedSettings.inMemory() : EmbeddedSettings.inDirectory(data))
                .withClusterId(cluster)
                .withBatchSizeLimit(limits.batchSizeLimit())
                .withTailLoss(tailLoss);
    }

    private LedgerServer serve(EmbeddedLedger ledger) {
        try {
            return ledger.serve(ServerSettings.at(address).withAllowRemote(allowRemote));
        } catch (UncheckedIOException e) {
            ledger.close();
            IOException cause = e.getCause();
            throw new BadInputException((cause == null ? "cannot listen on " + address : cause.getMessage())
                    + "; is another server running there? --addresses " + address.host() + ":0 takes a free port");
        }
    }

    private void refuseRemoteUnlessAllowed() {
        if (!allowRemote && !isLoopback()) {
            throw new BadInputException(address + " can be reached by other machines, and the protocol has no passwords"
                    + " and no encryption; add --allow-remote if you want that");
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(address.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new BadInputException("the host " + address.host() + " is unknown");
        }
    }

    // Everything is on the disk after close(), so the process can end with 0.
    private void end(EmbeddedLedger ledger) {
        isEnding = true;
        endBegan.countDown();
        ledger.close();
        if (!hasFailed) {
            Runtime.getRuntime().halt(ExitCode.OK);
        }
    }
}
