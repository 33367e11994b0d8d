package io.ledgeractors.benchmarks.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An actor system whose ledger is ready.
 *
 * @param system ends when this is closed
 * @param ledger its default ledger
 */
public record LedgerSystem(ActorSystem<Void> system, Ledger ledger) implements AutoCloseable {
    /** The configuration of every actor system of the benchmarks: it logs warnings and errors only. */
    public static final Config QUIET = ConfigFactory.parseMap(
                    Map.of("pekko.loglevel", "WARNING", "pekko.log-dead-letters", "off"))
            .withFallback(ConfigFactory.load());

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Connects to a server. Blocks the caller until the ledger is ready. */
    public static LedgerSystem open(Target target) {
        String addresses =
                target.addresses().stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        Config config = ConfigFactory.parseMap(Map.of(
                        "ledger-actors.connection",
                        "cluster",
                        "ledger-actors.cluster.addresses",
                        addresses,
                        "ledger-actors.cluster.cluster-id",
                        target.cluster().toString()))
                .withFallback(QUIET);
        return ready(ActorSystem.create(Behaviors.empty(), "benchmarks", config));
    }

    /** Opens a ledger of this setup. Blocks the caller until it is ready. */
    public static LedgerSystem open(LedgerSetup setup) {
        ActorSystemSetup all = BootstrapSetup.create(QUIET).and(setup);
        return ready(ActorSystem.create(Behaviors.empty(), "benchmarks", all));
    }

    private static LedgerSystem ready(ActorSystem<Void> system) {
        try {
            Ledger ledger = Ledger.get(system);
            ledger.awaitReady(TIMEOUT);
            return new LedgerSystem(system, ledger);
        } catch (RuntimeException e) {
            system.terminate();
            throw e;
        }
    }

    /** Ends an actor system. Blocks the caller until it has ended. */
    public static void stop(ActorSystem<?> system) {
        system.terminate();
        Waiting.join(system.getWhenTerminated(), TIMEOUT, "the actor system does not stop");
    }

    @Override
    public void close() {
        stop(system);
    }
}
