package io.ledgeractors.testkit.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/**
 * A scenario says what the actors and streams of a simulation do. It is begun once for each run, so its state must be
 * made in {@link #begin}. Everything happens on one thread.
 *
 * <p>All that may differ between two runs must come from {@link SimulatedActors}: chance, time, and threads. These
 * break that rule:
 *
 * <ul>
 *   <li>threads and thread pools of your own
 *   <li>actions that are chained to a stage of Pekko, such as that of a stream; use {@link SimulatedActors#await}.
 *       Java's {@code context.ask} chains one, too, so tell the command, or pipe the stage of a {@link
 *       io.ledgeractors.actors.LedgerHandle} to the actor
 *   <li>stages of streams that read the time of the machine, such as {@code throttle} and {@code idleTimeout}
 *   <li>several actors that watch one, or that subscribe to one key of the receptionist: Pekko tells them in an order
 *       that differs from run to run
 * </ul>
 */
@FunctionalInterface
public interface ActorScenario {
    /** Spawns actors and runs streams. Called before any fault. */
    void begin(SimulatedActors actors);

    /**
     * Checks what the scenario knows, after faults have stopped and everything was answered. It may ask and {@link
     * SimulatedActors#await} the reply; the simulation goes on until then.
     *
     * @throws AssertionError if something is wrong
     */
    default void check(SimulatedActors actors) {}

    /**
     * Returns the configuration of the actor system. It wins over {@code application-test.conf}, or {@code
     * application.conf} if there is none. Dispatchers, the scheduler and the provider are those of the simulation.
     */
    default Config config() {
        return ConfigFactory.empty();
    }
}
