package io.ledgeractors.cli.start;

import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ClusterIdConverter;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.cli.BadInputException;
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

/** Serves the embedded ledger over TCP until the process is told to end. */
@Command(
        name = "start",
        description = "Runs the embedded ledger as a server of the TigerBeetle protocol.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "When it is ready it prints one line, listening on HOST:PORT cluster=N. It ends on SIGTERM or Ctrl-C",
            "with exit code 0 after everything is on the disk, and 1 if that takes more than 4 seconds. Exit code 4:",
            "memory ran out, or a thread of the ledger ended. What was acknowledged is safe in each case; start it again."
        })
public final class StartCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MS = 250;

    /** How long the end may take, so that SIGTERM ends the process within 5 s whatever has happened to it. */
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
            description = "Where to listen; port 0 is a free one (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private ReplicaAddress address;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "0",
            converter = ClusterIdConverter.class,
            description = "Id of the cluster (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private UInt128 cluster;

    @Option(
            names = "--allow-remote",
            description = "Lets it listen where other machines reach it. The protocol has no passwords and no"
                    + " encryption: whoever reaches the port may do everything.")
    private boolean allowRemote;

    @Option(
            names = "--batch-size-limit",
            paramLabel = "BYTES",
            defaultValue = "1048320",
            converter = BatchSizeLimitConverter.class,
            description =
                    "Greatest body of a request, 512 to 1048320; stored with the data. 32512 is what a TigerBeetle"
                            + " for development takes (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Limits limits;

    @Option(
            names = "--tail-loss",
            paramLabel = "cut-off|refuse",
            defaultValue = "cut-off",
            converter = TailLossConverter.class,
            description = "What to do if the newest block of the log is missing or damaged although it may have been"
                    + " acknowledged: go on without it and log a warning, or refuse to start, so that the log can be"
                    + " restored from a copy (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private TailLoss tailLoss;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // exactly one
    private Place place;

    private static final class Place {
        @Option(names = "--data", paramLabel = "DIR", description = "Keeps the ledger in this directory.")
        private @Nullable Path data;

        @Option(names = "--memory", description = "Keeps the ledger in memory; it is gone when the server ends.")
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

    // A server that answers nobody any more is worse than none. Looking takes no memory: there may be none.
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

    // Nothing in this process is to be relied on, shutdown hooks neither.
    private Error died(String why) {
        try {
            spec.commandLine().getErr().println("ledger: " + why + DIED);
            spec.commandLine().getErr().flush();
        } finally {
            Runtime.getRuntime().halt(ExitCode.FATAL);
        }
        return new AssertionError("halted");
    }

    // Started in good time: later there may be no memory for a thread.
    private void startLimitOfTheEnd() {
        Thread limit = new Thread(this::limitTheEnd, "ledger-end-limit");
        limit.setDaemon(true);
        limit.start();
    }

    private void limitTheEnd() {
        try {
            endBegan.await();
            Thread.sleep(END_WITHIN_MS);
        } catch (InterruptedException nobodysBusiness) {
            return;
        }
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    private EmbeddedSettings settings() {
        Path data = place.data;
        return (data == null ? EmbeddedSettings.inMemory() : EmbeddedSettings.inDirectory(data))
                .withCluster(cluster)
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

    // Once all is on the disk there is nothing left to wait for, and 0 tells so.
    private void end(EmbeddedLedger ledger) {
        isEnding = true;
        endBegan.countDown();
        ledger.close();
        if (!hasFailed) {
            Runtime.getRuntime().halt(ExitCode.OK);
        }
    }
}
