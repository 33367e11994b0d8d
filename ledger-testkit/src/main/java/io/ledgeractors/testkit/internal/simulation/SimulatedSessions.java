package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.client.internal.driver.DrivenSession;
import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Release;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.helpers.NOPLogger;

/** Makes the sessions of one client, which are the real ones over the simulated network. One thread uses it. */
public final class SimulatedSessions {
    private static final List<ReplicaAddress> ADDRESS = List.of(new ReplicaAddress("simulated", 1));
    private static final long GIVE_UP_LEAST = 200_000_000;
    private static final long GIVE_UP_MOST = 3_000_000_000L;

    private final int client;
    private final Agenda agenda;
    private final Chances chances;
    private final SimulatedNetwork network;
    private final UInt128 cluster;
    private final long giveUpAfter;
    private final List<SimulatedThread> threads = new ArrayList<>();

    public SimulatedSessions(int client, Agenda agenda, Chances chances, SimulatedNetwork network, UInt128 cluster) {
        this.client = client;
        this.agenda = agenda;
        this.chances = chances;
        this.network = network;
        this.cluster = cluster;
        this.giveUpAfter = chances.percent(60) ? SessionConfig.NEVER : chances.between(GIVE_UP_LEAST, GIVE_UP_MOST);
    }

    /** Makes the next session, which has not been started. */
    public LedgerSession next() {
        SimulatedThread thread = new SimulatedThread(agenda, chances.split());
        threads.add(thread);
        SessionConfig config =
                new SessionConfig(cluster, ADDRESS, Release.CLIENT, "simulated").withGiveUpAfter(giveUpAfter);
        return new DrivenSession(
                config,
                "session " + threads.size() + " of client " + client,
                NOPLogger.NOP_LOGGER,
                thread,
                events -> network.links(thread, events),
                agenda,
                chances.split().random());
    }

    /** Lets nothing run on the threads of the sessions for this many ns. */
    public void pause(long nanos) {
        threads.forEach(thread -> thread.pause(nanos));
    }

    /** Lets nothing run on the threads of the sessions any more. Their connections close. */
    void die() {
        threads.forEach(SimulatedThread::die);
        network.died(threads);
    }
}
