package io.ledgeractors.testkit.internal.simulation;

import org.apache.pekko.actor.testkit.typed.Effect;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;

/**
 * An actor of a process. It handles its mail one by one, each message a short random time later. One thread uses it.
 */
final class SimulatedActor<M> {
    private final Agenda agenda;
    private final Chances chances;
    private final BehaviorTestKit<M> actor;
    private final TestInbox<M> mail;
    private boolean isTurnPlanned;
    private boolean isStopping;
    private boolean isEnded;
    private long busyUntil;

    SimulatedActor(Behavior<M> behavior, Agenda agenda, Chances chances) {
        this.agenda = agenda;
        this.chances = chances;
        this.actor = Stage.get().begin(behavior);
        this.mail = actor.selfInbox();
        requireOwnEffects();
    }

    ActorRef<M> ref() {
        return actor.getRef();
    }

    /** Plans to handle the next message if there is one. */
    void look() {
        if (!isTurnPlanned && !isEnded && hasWork()) {
            isTurnPlanned = true;
            agenda.at(Math.max(busyUntil, agenda.monotonicNanos() + chances.hop()), this::turn);
        }
    }

    private boolean hasWork() {
        return isStopping || mail.hasMessages();
    }

    private void turn() {
        isTurnPlanned = false;
        if (isEnded) {
            return;
        }
        if (mail.hasMessages()) {
            actor.runOne();
        } else {
            isEnded = true;
            actor.signal(PostStop.instance());
        }
        actor.clearLog();
        requireOwnEffects();
        if (!actor.isAlive()) {
            isEnded = true;
        }
        look();
    }

    // Nobody would run a child or ring a timer, so a scenario that relies on them would end without a word.
    private void requireOwnEffects() {
        for (Effect effect : actor.getAllEffects()) {
            if (effect instanceof Effect.Spawned
                    || effect instanceof Effect.SpawnedAnonymous
                    || effect instanceof Effect.TimerScheduled
                    || effect instanceof Effect.Scheduled
                    || effect instanceof Effect.ReceiveTimeoutSet) {
                throw new IllegalStateException("an actor of a simulated process has used " + effect
                        + ", but its children do not run and its timers do not ring. Spawn each actor by"
                        + " SimulatedClient.spawn and use SimulatedWorld.alarms, or run the actors by"
                        + " Simulation.runActors");
            }
        }
    }

    /** Handles nothing for this many ns. */
    void pause(long nanos) {
        busyUntil = agenda.monotonicNanos() + nanos;
    }

    /** Stops after the messages that have come. */
    void stop() {
        isStopping = true;
        look();
    }

    /** Handles nothing more, as if the process had died. */
    void die() {
        isEnded = true;
    }

    /** Returns true if the actor handles nothing more. */
    boolean isEnded() {
        return isEnded;
    }

    /** Forgets the actor. */
    void forget() {
        isEnded = true;
        Stage.get().end(actor);
    }
}
