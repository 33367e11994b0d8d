package io.ledgeractors.benchmarks.entities;

import com.typesafe.config.Config;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * The actor system of the turns, with an embedded ledger in memory. A transfer takes about 340 bytes, so both are
 * replaced between turns before memory runs out. Not thread-safe.
 */
final class EntitySystem implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long ASKS_MAX = 4_000_000;

    private final Config config;
    private ActorSystem<Void> system;
    private EntityScenarios scenarios;
    private long asks;

    /** Starts a system. Blocks the caller until its ledger is ready. */
    EntitySystem(Config config) {
        this.config = config;
        this.system = newSystem(config);
        this.scenarios = opened(system);
    }

    private static ActorSystem<Void> newSystem(Config config) {
        return ActorSystem.create(Behaviors.empty(), "benchmarks", config);
    }

    private static EntityScenarios opened(ActorSystem<Void> system) {
        try {
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            Ledger.get(system).awaitReady(TIMEOUT);
            return new EntityScenarios(system);
        } catch (RuntimeException e) {
            terminate(system);
            throw e;
        }
    }

    /** Runs one turn. Blocks the caller. */
    TurnResult run(Function<EntityScenarios, Consumer<ActorRef<Object>>> ask, int inFlight, Duration turn) {
        TurnResult done = EntityLoop.run(system, ask.apply(scenarios), inFlight, turn);
        asks += done.operations();
        return done;
    }

    /** Replaces the system and its ledger if the ledger has become large. Blocks the caller. */
    void renewIfGrown() {
        if (asks >= ASKS_MAX) {
            renew();
        }
    }

    /** Replaces the system and its ledger by empty ones. Blocks the caller. */
    void renew() {
        terminate(system);
        asks = 0;
        system = newSystem(config);
        scenarios = opened(system);
    }

    @Override
    public void close() {
        terminate(system);
    }

    private static void terminate(ActorSystem<?> system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
