package io.ledgeractors.testkit.simulation;

import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.apache.pekko.annotation.DoNotInherit;

/**
 * The world of a scenario. Its time is virtual. It and its clients serve one run and are used on the thread of the
 * simulation only. Otherwise they throw an {@link IllegalStateException}, and the run fails.
 */
@DoNotInherit
public interface SimulatedWorld {
    /** Returns the only source of chance that a scenario may use, so that the same seed gives the same run. */
    Random random();

    /** Returns the virtual time. The clock of the server may show another one. */
    Instant now();

    /** Returns a clock that shows the virtual time. */
    Clock clock();

    /**
     * Runs a task later. The simulation ends when nothing is planned and every ask has its answer.
     *
     * @param delay not negative; a simulation lasts 600 s at most
     * @throws IllegalArgumentException if the delay is negative
     */
    void after(Duration delay, Runnable task);

    /**
     * Returns alarms in virtual time, for timers that may be set when the simulation ends. The simulation does not wait
     * for them, as it does for {@link #after}.
     */
    Alarms alarms();

    /** Starts a process of the program, with a batcher and a session of its own. */
    SimulatedClient newClient();
}
