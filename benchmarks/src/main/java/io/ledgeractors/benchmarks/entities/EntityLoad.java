package io.ledgeractors.benchmarks.entities;

import io.ledgeractors.benchmarks.turns.TurnLoad;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** Entities and payments over an embedded ledger in memory, as the work of turns. Not thread-safe. */
public final class EntityLoad implements TurnLoad {
    private static final int IN_FLIGHT = 1_000;
    private static final Map<String, Function<EntityScenarios, Consumer<ActorRef<Object>>>> WORKS = Map.of(
            "entities-account", scenarios -> scenarios::entity, "entities-payment", scenarios -> scenarios::payment);

    private final EntitySystem system = new EntitySystem(EntitiesCommand.CONFIG);
    private final Function<EntityScenarios, Consumer<ActorRef<Object>>> work;

    private EntityLoad(Function<EntityScenarios, Consumer<ActorRef<Object>>> work) {
        this.work = work;
    }

    /**
     * Opens a scenario. Blocks the caller.
     *
     * @throws IllegalArgumentException if there is no such scenario
     */
    public static EntityLoad open(String scenario) {
        Function<EntityScenarios, Consumer<ActorRef<Object>>> work = WORKS.get(scenario);
        if (work == null) {
            throw new IllegalArgumentException("this build has no scenario " + scenario);
        }
        return new EntityLoad(work);
    }

    @Override
    public TurnResult run(Duration time) {
        return system.run(work, IN_FLIGHT, time);
    }

    @Override
    public void renew() {
        system.renew();
    }

    @Override
    public void close() {
        system.close();
    }
}
