package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.actors.internal.batching.QueueBounds;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.internal.session.BatcherBehavior;
import io.ledgeractors.actors.internal.session.BatcherShell;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** A process of the program: the batcher with its sessions, and actors of the scenario. One thread uses it. */
public final class SimulatedBatcher {
    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final int QUEUE_EVENTS = 20_000;
    private static final long QUEUE_BYTES = 4 << 20;
    private static final int MAIL = 1_000;

    private final int number;
    private final Agenda agenda;
    private final Chances chances;
    private final Trace trace;
    private final SimulatedSessions sessions;
    private final List<SimulatedActor<?>> actors = new ArrayList<>();
    private final SimulatedActor<BatcherMessage> batcher;
    private int recovered;
    private boolean isDead;

    public SimulatedBatcher(
            int number, Agenda agenda, Chances chances, Trace trace, SimulatedNetwork network, UInt128 cluster) {
        this.number = number;
        this.agenda = agenda;
        this.chances = chances;
        this.trace = trace;
        this.sessions = new SimulatedSessions(number, agenda, chances, network, cluster);
        this.batcher = begin(BatcherBehavior.create(dependencies()), chances);
    }

    private BatcherShell.Dependencies dependencies() {
        return new BatcherShell.Dependencies(
                new QueueBounds(QUEUE_EVENTS, QUEUE_BYTES),
                new Timing(
                        chances.percent(50) ? 0 : chances.between(1_000, 200_000),
                        chances.percent(70) ? 0 : chances.between(1_000, 2_000_000),
                        chances.percent(70) ? 0 : chances.between(50_000_000, 5_000_000_000L)),
                MIN_BACKOFF,
                MAX_BACKOFF,
                new Sessions(),
                new Counter(),
                agenda,
                agenda,
                chances.split().random(),
                null,
                new LedgerStatus(MAIL),
                new ReentrantAsks(MAIL));
    }

    /** Starts an actor in this process. */
    public <M> ActorRef<M> spawn(Behavior<M> behavior) {
        return begin(behavior, chances.split()).ref();
    }

    private <M> SimulatedActor<M> begin(Behavior<M> behavior, Chances itsChances) {
        SimulatedActor<M> actor = new SimulatedActor<>(behavior, agenda, itsChances);
        actors.add(actor);
        if (isDead) {
            actor.die();
        }
        return actor;
    }

    /** Stops an actor of this process after the messages that have come. */
    public void stop(ActorRef<?> ref) {
        actors.stream().filter(actor -> actor.ref().equals(ref)).forEach(SimulatedActor::stop);
    }

    /** Puts a message into the mailbox of the batcher. */
    public void tell(BatcherMessage message) {
        batcher.ref().tell(message);
        batcher.look();
    }

    /** Lets each actor that has mail plan its next turn, and forgets those that have ended. */
    public void look() {
        for (Iterator<SimulatedActor<?>> each = actors.iterator(); each.hasNext(); ) {
            SimulatedActor<?> actor = each.next();
            actor.look();
            if (actor.isEnded()) {
                actor.forget();
                each.remove();
            }
        }
    }

    /** Lets nothing run in the process for this many ns. */
    public void pause(long nanos) {
        trace.add("client pauses", nanos + number);
        actors.forEach(actor -> actor.pause(nanos));
        sessions.pause(nanos);
    }

    /** Ends the process at once. Its connections close, and what it has sent is still on its way. */
    public void die() {
        if (!isDead) {
            trace.add("client dies", number);
            isDead = true;
            actors.forEach(SimulatedActor::die);
            sessions.die();
        }
    }

    /** Returns true if the process has ended. */
    public boolean isDead() {
        return isDead;
    }

    /** Returns how many requests were recovered whose session was lost. */
    public int recovered() {
        return recovered;
    }

    /** Forgets the process. */
    public void end() {
        actors.forEach(SimulatedActor::forget);
    }

    private final class Counter implements LedgerRecorder {
        @Override
        public void requestResolved(Operation operation, int events, int asks) {
            recovered++;
        }
    }

    private final class Sessions implements Connection {
        @Override
        public LedgerSession newSession() {
            return sessions.next();
        }

        @Override
        public boolean mayReopen() {
            return true;
        }

        @Override
        public String ledger() {
            return "simulated";
        }

        @Override
        public CompletionStage<Done> close() {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
    }
}
