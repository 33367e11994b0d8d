package io.ledgeractors.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.apache.pekko.annotation.DoNotInherit;

/** The world of a scenario. Its time is virtual. Used on the thread of the simulation only. */
@DoNotInherit
public interface SimulatedWorld {
    /** Returns the only source of chance that a scenario may use, so that the same seed gives the same run. */
    Random random();

    /** Returns the virtual time. The clock of the server may show another one. */
    Instant now();

    /** Runs a task later. The simulation ends when nothing is planned and every ask has its answer. */
    void after(Duration delay, Runnable task);

    /** Starts a process of the program, with a batcher and a session of its own. */
    SimulatedClient newClient();
}
