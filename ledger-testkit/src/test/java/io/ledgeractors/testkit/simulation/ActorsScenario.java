package io.ledgeractors.testkit.simulation;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Tellers move money. They fail and are restarted, and some are stopped while the ledger has their asks.
 */
final class ActorsScenario implements ActorScenario {
    private static final int TELLERS_MAX = 6;

    @Override
    public void begin(SimulatedActors world) {
        OpenAccounts.open(world, Teller.ACCOUNTS, () -> spawn(world));
    }

    private static void spawn(SimulatedActors world) {
        Random random = world.random();
        int tellers = 1 + random.nextInt(TELLERS_MAX);
        for (int i = 0; i < tellers; i++) {
            CompletableFuture<Integer> done = new CompletableFuture<>();
            Teller teller = new Teller(random, world.ledger(), 1_000L * (i + 1), done);
            ActorRef<Teller.Command> actor = world.spawn(teller.create());
            world.await(done, (asks, failure) -> {});
            if (random.nextInt(4) == 0) {
                world.after(Duration.ofMillis(random.nextInt(9_000)), () -> {
                    world.stop(actor);
                    done.complete(0);
                });
            }
        }
    }
}
