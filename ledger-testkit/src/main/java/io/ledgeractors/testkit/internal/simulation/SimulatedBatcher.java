package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.actors.internal.batching.QueueBounds;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.internal.session.BatcherBehavior;
import io.ledgeractors.actors.internal.session.BatcherShell;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.client.internal.driver.DrivenSession;
import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.slf4j.helpers.NOPLogger;

/** A process of the program: the batcher with its sessions. It handles its mail one by one. One thread uses it. */
public final class SimulatedBatcher {
    private static final List<ReplicaAddress> ADDRESS = List.of(new ReplicaAddress("simulated", 1));
    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final long GIVE_UP_LEAST = 200_000_000;
    private static final long GIVE_UP_MOST = 3_000_000_000L;
    private static final int QUEUE_EVENTS = 20_000;
    private static final long QUEUE_BYTES = 4 << 20;
    private static final int MAIL = 1_000;

    private final int number;
    private final Agenda agenda;
    private final Chances chances;
    private final Trace trace;
    private final SimulatedNetwork network;
    private final UInt128 cluster;
    private final long giveUpAfter;
    private final List<SimulatedThread> threads = new ArrayList<>();
    private final BehaviorTestKit<BatcherMessage> actor;
    private int recovered;
    private boolean isTurnPlanned;
    private long busyUntil;

    public SimulatedBatcher(
            int number, Agenda agenda, Chances chances, Trace trace, SimulatedNetwork network, UInt128 cluster) {
        this.number = number;
        this.agenda = agenda;
        this.chances = chances;
        this.trace = trace;
        this.network = network;
        this.cluster = cluster;
        this.giveUpAfter = chances.percent(60) ? SessionConfig.NEVER : chances.between(GIVE_UP_LEAST, GIVE_UP_MOST);
        this.actor = Stage.get().begin(BatcherBehavior.create(dependencies()));
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

    /** Puts an ask into the mailbox. */
    public void tell(EncodedAsk ask) {
        actor.getRef().tell(ask);
        look();
    }

    /** Plans to handle the next message if there is one. */
    public void look() {
        if (!isTurnPlanned && actor.selfInbox().hasMessages()) {
            isTurnPlanned = true;
            agenda.at(Math.max(busyUntil, agenda.monotonicNanos() + chances.hop()), this::turn);
        }
    }

    private void turn() {
        isTurnPlanned = false;
        actor.runOne();
        actor.clearLog();
        actor.getAllEffects();
        look();
    }

    /** Lets nothing run in the process for this many ns. */
    public void pause(long nanos) {
        trace.add("client pauses", nanos + number);
        busyUntil = agenda.monotonicNanos() + nanos;
        threads.forEach(thread -> thread.pause(nanos));
    }

    /** Returns how many requests were recovered whose session was lost. */
    public int recovered() {
        return recovered;
    }

    /** Ends the process without a word to anybody. */
    public void end() {
        Stage.get().end(actor);
    }

    private LedgerSession newSession() {
        SimulatedThread thread = new SimulatedThread(agenda, chances.split());
        threads.add(thread);
        SessionConfig config =
                new SessionConfig(cluster, ADDRESS, Release.CLIENT, "simulated").withGiveUpAfter(giveUpAfter);
        return new DrivenSession(
                config,
                "session " + threads.size() + " of client " + number,
                NOPLogger.NOP_LOGGER,
                thread,
                events -> network.links(thread, events),
                agenda,
                chances.split().random());
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
            return SimulatedBatcher.this.newSession();
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
