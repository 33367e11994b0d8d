package io.ledgeractors.testkit.internal.host;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.internal.ActorTestKitGuardian;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.pattern.Patterns;
import scala.Option;

/**
 * A test kit of Pekko in a system that exists, whose actors can be stopped together. {@code
 * ActorTestKit.create(system)} spawns under an actor that stays until the system ends, so this makes the same actor and
 * keeps it.
 *
 * @param guardian the parent of the actors that the test spawns
 */
record SpawningKit(ActorTestKit testKit, ActorRef<?> guardian) {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static SpawningKit create(ActorSystem<?> system) {
        ActorRef<ActorTestKitGuardian.TestKitCommand> guardian = system.systemActorOf(
                ActorTestKitGuardian.testKitGuardian(), "ledger-testkit-" + NUMBERS.incrementAndGet(), Props.empty());
        ActorTestKit testKit = new ActorTestKit(
                new org.apache.pekko.actor.testkit.typed.scaladsl.ActorTestKit(system, guardian, Option.empty()));
        return new SpawningKit(testKit, guardian);
    }

    /** Stops the actors that were spawned, and waits until they are gone. The end of their system is their end, too. */
    void stopActors() {
        CompletableFuture<?> ended = testKit.system().getWhenTerminated().toCompletableFuture();
        if (ended.isDone()) {
            return;
        }
        CompletableFuture.anyOf(gracefulStop(), ended)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    // Pekko's stop needs the scheduler, which ends a little before its system.
    private CompletableFuture<?> gracefulStop() {
        try {
            return Patterns.gracefulStop(Adapter.toClassic(guardian), PATIENCE).toCompletableFuture();
        } catch (IllegalStateException endedScheduler) {
            return new CompletableFuture<>();
        }
    }
}
