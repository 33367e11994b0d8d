package io.ledgeractors.testkit.internal.host;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The actor system in which a kit lives, and the test kit of Pekko for it.
 *
 * @param testKit spawns the actors of the test
 * @param isOwn true if no one but the kit uses the system, so that the kit may replace its default ledger
 * @param stopActors stops the actors that the test has spawned, and returns when they are gone; does nothing if the
 *     test kit is the user's
 * @param release gives the system back; does nothing if it is the user's
 */
public record KitHost(ActorTestKit testKit, boolean isOwn, Runnable stopActors, Runnable release) {
    private static final Runnable NOTHING = () -> {};

    /** Returns the actor system. */
    public ActorSystem<?> system() {
        return testKit.system();
    }

    /** Returns a host for a user's test kit, which the user shuts down. */
    public static KitHost of(ActorTestKit testKit) {
        return new KitHost(testKit, false, NOTHING, NOTHING);
    }

    /** Returns a host in a user's system, which the user terminates. */
    public static KitHost of(ActorSystem<?> system) {
        SpawningKit spawning = SpawningKit.create(system);
        return new KitHost(spawning.testKit(), false, spawning::stopActors, NOTHING);
    }

    /** Returns a host in a system that the kit owns until it releases it. */
    static KitHost own(ActorSystem<?> system, Runnable release) {
        SpawningKit spawning = SpawningKit.create(system);
        return new KitHost(spawning.testKit(), true, spawning::stopActors, release);
    }
}
