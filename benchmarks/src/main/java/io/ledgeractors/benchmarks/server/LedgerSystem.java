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

    /**
     * The configuration of an actor system that is a node of a cluster, on a free port. The dispatchers are those that
     * docs/payments.md recommends.
     */
    public static final Config CLUSTER_NODE = ConfigFactory.defaultOverrides()
            .withFallback(ConfigFactory.parseString("""
                    pekko {
                      coordinated-shutdown.exit-jvm = off
                      remote.artery {
                        canonical { hostname = "127.0.0.1", port = 0 }
                        # short names for actors and messages soon, as on nodes that have run for a minute
                        advanced.compression {
                          actor-refs.advertisement-interval = 2 s
                          manifests.advertisement-interval = 2 s
                        }
                      }
                      cluster.jmx.multi-mbeans-in-same-jvm = on
                      cluster.sharding.use-dispatcher = pekko.actor.default-dispatcher
                      actor {
                        provider = cluster
                        default-dispatcher { throughput = 100, fork-join-executor.parallelism-min = 1 }
                        internal-dispatcher { throughput = 100, fork-join-executor.parallelism-min = 1 }
                      }
                    }
                    """))
            .withFallback(QUIET);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Connects to a server. Blocks the caller until the ledger is ready. */
    public static LedgerSystem open(Target target) {
        return ready(ActorSystem.create(Behaviors.empty(), "benchmarks", connectedTo(target, QUIET)));
    }

    /** Returns a configuration whose default ledger is a server. */
    public static Config connectedTo(Target target, Config others) {
        String addresses =
                target.addresses().stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        return ConfigFactory.parseMap(Map.of(
                        "ledger-actors.connection",
                        "cluster",
                        "ledger-actors.cluster.addresses",
                        addresses,
                        "ledger-actors.cluster.cluster-id",
                        target.cluster().toString()))
                .withFallback(others);
    }

    /** Opens a ledger of this setup. Blocks the caller until it is ready. */
    public static LedgerSystem open(LedgerSetup setup) {
        ActorSystemSetup all = BootstrapSetup.create(QUIET).and(setup);
        return ready(ActorSystem.create(Behaviors.empty(), "benchmarks", all));
    }

    /** Waits for the default ledger of a system. Blocks the caller until it is ready; ends the system if it fails. */
    public static LedgerSystem ready(ActorSystem<Void> system) {
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
