package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.annotation.DoNotInherit;
import org.jspecify.annotations.Nullable;

/**
 * The world of an {@link ActorScenario}: an actor system without a cluster, whose actors and streams handle one message
 * after another, in an order that the seed chooses. Its time is virtual. Used on the thread of the simulation only,
 * which is that of actors and stages, too.
 */
@DoNotInherit
public interface SimulatedActors {
    /** Returns the actor system. It may serve other simulations before and afterwards, one at a time. */
    ActorSystem<?> system();

    /** Returns the ledger, which is the default one of the system. */
    Ledger ledger();

    /** Returns the only source of chance that a scenario may use, so that the same seed gives the same run. */
    Random random();

    /** Returns the virtual time. The clock of the server may show another one. */
    Instant now();

    /**
     * Runs a task later. The simulation does not end before.
     *
     * @param delay not negative; a simulation lasts 600 s at most
     * @throws IllegalArgumentException if the delay is negative
     */
    void after(Duration delay, Runnable task);

    /**
     * Spawns an actor, which is stopped at the end of the simulation. An {@link AssertionError} that it throws ends the
     * simulation as a failure.
     */
    <M> ActorRef<M> spawn(Behavior<M> behavior);

    /**
     * Stops an actor after the message that it handles.
     *
     * @throws IllegalArgumentException if it was not spawned here
     */
    void stop(ActorRef<?> actor);

    /**
     * Waits for a stage. The simulation does not end before. It ends when nothing is planned or awaited, no actor has a
     * message and every ask has its answer; a timer does not keep it from ending.
     *
     * <p>A stage that fails with an {@link AssertionError}, such as that of a stream whose sink throws one, ends the
     * simulation as a failure.
     *
     * @param then gets the result, or any other failure of the stage
     */
    <T> void await(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then);
}
