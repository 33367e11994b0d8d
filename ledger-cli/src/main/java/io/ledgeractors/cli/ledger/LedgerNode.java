package io.ledgeractors.cli.ledger;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerUnavailableException;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.embedded.LedgerOpenException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.remote.RemoteTransportException;

/** An actor system whose ledger is open. Closing it closes the ledger and ends the system. */
public final class LedgerNode implements AutoCloseable {
    /** The name of the actor system, which is part of the address of a node. */
    public static final String NAME = "ledger";

    private static final String CANONICAL = "pekko.remote.artery.canonical.";
    private static final Config LOCAL = ConfigFactory.parseString("pekko.actor.provider = local");
    private static final Duration READY_WITHIN = Duration.ofSeconds(10);
    private static final Duration UP_WITHIN = Duration.ofSeconds(60);
    /** The part of the wait for the ledger in which nothing is printed. */
    private static final int SILENT_PART = 10;

    private static final long CLOSED_WITHIN_SECONDS = 30;

    private final ActorSystem<Void> system;
    private final NodeRecorder recorder;

    private LedgerNode(ActorSystem<Void> system, NodeRecorder recorder) {
        this.system = system;
        this.recorder = recorder;
    }

    /**
     * Starts a system without a Pekko cluster and opens its ledger. Streams and asks work there, sharded entities do
     * not. Blocks the caller.
     *
     * @param config the configuration of the system and of its ledger
     * @param notices receives lines for people, from any thread
     * @throws BadInputException if the ledger cannot be opened, or does not answer within 10 s after it was opened; the
     *     message says what to do
     */
    public static LedgerNode open(Config config, Consumer<String> notices) {
        return create(LOCAL.withFallback(config), notices, READY_WITHIN);
    }

    /**
     * Starts a system, opens its ledger and joins a Pekko cluster, so that sharded entities work. Blocks the caller.
     * Without seed nodes in the configuration the cluster is this node alone.
     *
     * @param config the configuration of the system and of its ledger
     * @param notices receives lines for people, from any thread
     * @throws BadInputException if the ledger cannot be opened, or does not answer within 10 s after it was opened, or
     *     if the node is not up in the cluster 60 s later; the message says what to do
     */
    public static LedgerNode join(Config config, Consumer<String> notices) {
        return join(config, notices, READY_WITHIN, UP_WITHIN);
    }

    /**
     * Does the same with other limits, for a machine that starts many nodes at once.
     *
     * @param readyWithin time limit for the first answer of the ledger
     * @param upWithin time limit for joining the cluster after that
     * @throws BadInputException as the other method
     */
    public static LedgerNode join(Config config, Consumer<String> notices, Duration readyWithin, Duration upWithin) {
        LedgerNode node = create(config, notices, readyWithin);
        try {
            ClusterJoin.join(node.system, upWithin);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static LedgerNode create(Config config, Consumer<String> notices, Duration readyWithin) {
        LedgerNode node = new LedgerNode(system(config), new NodeRecorder(notices));
        try {
            awaitOpened(node.ledger());
            awaitReady(node.ledger(), config, notices, readyWithin);
            node.ledger().record(node.recorder);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw meaning(e, config);
        }
    }

    private static ActorSystem<Void> system(Config config) {
        try {
            return ActorSystem.create(Behaviors.empty(), NAME, config);
        } catch (RemoteTransportException e) {
            throw new BadInputException("the node cannot listen on " + config.getString(CANONICAL + "hostname") + ":"
                    + config.getString(CANONICAL + "port") + ": " + e.getMessage());
        }
    }

    // Opening has no time limit, because it takes time in proportion to the history of the ledger.
    private static void awaitOpened(Ledger ledger) {
        try {
            ledger.opened().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    // A person who waits is told for what, unless the ledger answers soon.
    private static void awaitReady(Ledger ledger, Config config, Consumer<String> notices, Duration within) {
        CompletionStage<?> ready = ledger.ready(within);
        Executor later =
                CompletableFuture.delayedExecutor(within.dividedBy(SILENT_PART).toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> {
            if (!ready.toCompletableFuture().isDone()) {
                notices.accept(
                        "waiting up to " + within.toSeconds() + " s for the ledger: " + LedgerPlace.describe(config));
            }
        });
        ledger.awaitReady(within);
    }

    // The ledger has received no request yet, so any failure here is bad input.
    private static RuntimeException meaning(RuntimeException e, Config config) {
        Optional<String> trouble = FileTrouble.behind(e);
        if (trouble.isPresent()) {
            return new BadInputException("the ledger in " + trouble.get());
        }
        boolean isExpected = e instanceof LedgerUnavailableException
                || e instanceof LedgerOpenException
                || e instanceof IllegalArgumentException
                || e instanceof ConfigException;
        return isExpected
                ? new BadInputException(LedgerPlace.inWordsOfOptions(String.valueOf(e.getMessage()), config))
                : e;
    }

    /** Returns the actor system. */
    public ActorSystem<Void> system() {
        return system;
    }

    /** Returns the ledger of the system. */
    public Ledger ledger() {
        return Ledger.get(system);
    }

    /** Returns what the batcher has measured so far. */
    public RequestFigures figures() {
        return recorder.figures();
    }

    /** Returns true if the ledger has evicted a session, so that it may have lost what was written to it. */
    public boolean wasEvicted() {
        return recorder.wasEvicted();
    }

    /** Ends the system and closes its ledger; waits up to 30 s for both. */
    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
