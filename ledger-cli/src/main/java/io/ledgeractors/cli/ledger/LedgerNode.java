package io.ledgeractors.cli.ledger;

import io.ledgeractors.cli.FileTrouble;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerUnavailableException;
import io.ledgeractors.embedded.LedgerOpenException;
import io.ledgeractors.cli.BadInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor system with an open ledger. */
public final class LedgerNode implements AutoCloseable {
    private static final Config LOCAL = ConfigFactory.parseString("pekko.actor.provider = local");
    private static final Duration READY_WITHIN = Duration.ofSeconds(10);
    private static final long CLOSED_WITHIN_SECONDS = 30;

    private final ActorSystem<Void> system;
    private final NodeRecorder recorder;

    private LedgerNode(ActorSystem<Void> system, NodeRecorder recorder) {
        this.system = system;
        this.recorder = recorder;
    }

    /**
     * Starts the system and opens the ledger, without a cluster: for streams and asks, not for entities.
     *
     * @param notices gets lines for people, from any thread
     * @throws BadInputException if the ledger cannot be opened, or not be reached within 10 s after that; the message
     *     says what to do
     */
    public static LedgerNode open(Config config, Consumer<String> notices) {
        return create(LOCAL.withFallback(config), notices);
    }

    /**
     * Starts the system, opens the ledger and joins.
     *
     * @param notices gets lines for people, from any thread
     * @throws BadInputException if the ledger cannot be opened, or not be reached within 10 s after that; the message
     *     says what to do
     */
    public static LedgerNode join(Config config, Consumer<String> notices) {
        LedgerNode node = create(config, notices);
        try {
            ClusterOfOne.join(node.system);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static LedgerNode create(Config config, Consumer<String> notices) {
        LedgerNode node =
                new LedgerNode(ActorSystem.create(Behaviors.empty(), "ledger", config), new NodeRecorder(notices));
        try {
            awaitOpened(node.ledger());
            node.ledger().awaitReady(READY_WITHIN);
            node.ledger().record(node.recorder);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw meaning(e, config);
        }
    }

    // Without a limit, because it takes time in proportion to the history.
    private static void awaitOpened(Ledger ledger) {
        try {
            ledger.opened().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    // Nothing has been asked of the ledger yet, so whatever keeps it from opening is bad input.
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

    /** The system. */
    public ActorSystem<Void> system() {
        return system;
    }

    /** Its ledger. */
    public Ledger ledger() {
        return Ledger.get(system);
    }

    /** What the batcher measured so far. */
    public RequestFigures figures() {
        return recorder.figures();
    }

    /** True if the ledger ended a session: what it holds may not be what was written to it. */
    public boolean wasEvicted() {
        return recorder.wasEvicted();
    }

    /** Ends the system; the ledger is closed with it. */
    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
