package io.ledgeractors.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor system with a ledger that is ready. */
record LedgerSystem(ActorSystem<Void> system, Ledger ledger) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static LedgerSystem open(Target target) {
        String addresses =
                target.addresses().stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        Config config = ConfigFactory.parseMap(Map.of(
                        "ledger-actors.connection",
                        "cluster",
                        "ledger-actors.cluster.addresses",
                        addresses,
                        "ledger-actors.cluster.cluster-id",
                        target.cluster().toString()))
                .withFallback(BatcherAsks.QUIET);
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "benchmarks", config);
        try {
            Ledger ledger = Ledger.get(system);
            ledger.awaitReady(PATIENCE);
            return new LedgerSystem(system, ledger);
        } catch (RuntimeException e) {
            system.terminate();
            throw e;
        }
    }

    @Override
    public void close() {
        BatcherAsks.stop(system);
    }
}
