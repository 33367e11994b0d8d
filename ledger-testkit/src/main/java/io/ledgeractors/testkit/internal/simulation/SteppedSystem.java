package io.ledgeractors.testkit.internal.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * An actor system of a run. A start takes longer than most runs, so a system in which nothing is left goes to the next
 * run. Belongs to one run at a time; the methods that lend and take back are thread-safe.
 */
public final class SteppedSystem {
    /** Ended actors and streams leave some bytes behind, so a system is replaced now and then. */
    private static final int USES_MAX = 1_000;

    private static final Config SIMULATION =
            ConfigFactory.parseResources(SteppedSystem.class.getClassLoader(), "ledger-testkit-simulation.conf");
    private static final Map<Config, Deque<SteppedSystem>> IDLE = new HashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Config config;
    private final String name = "simulation-" + NUMBERS.incrementAndGet();
    private final SteppedThreads threads = SteppedThreads.create(name);
    private final ActorSystem<?> system;
    private int uses;

    private SteppedSystem(Config config) {
        this.config = config;
        Config complete = ConfigFactory.parseMap(SteppedThreads.config(name))
                .withFallback(SIMULATION)
                .withFallback(config)
                .withFallback(ActorTestKit.applicationTestConfig())
                .resolve();
        this.system = ActorSystem.create(Behaviors.empty(), name, complete);
    }

    /**
     * Returns a system that the caller alone uses until it releases it.
     *
     * @param config wins over {@code application-test.conf}, or {@code application.conf} if there is none
     */
    public static SteppedSystem lease(Config config, SteppedTasks tasks) {
        SteppedSystem idle = takeIdle(config);
        SteppedSystem leased = idle == null ? new SteppedSystem(config) : idle;
        leased.uses++;
        leased.threads.giveTo(tasks);
        return leased;
    }

    private static synchronized @Nullable SteppedSystem takeIdle(Config config) {
        Deque<SteppedSystem> idle = IDLE.get(config);
        return idle == null ? null : idle.poll();
    }

    public ActorSystem<?> system() {
        return system;
    }

    /** Returns the number of this use, from 1, for names. */
    public int use() {
        return uses;
    }

    /**
     * Ends the use.
     *
     * @param isClean true if nothing of the run is left in the system, so that another run may have it
     */
    public void release(boolean isClean) {
        threads.takeBack();
        if (isClean && uses < USES_MAX) {
            keep();
        } else {
            system.terminate();
            system.getWhenTerminated().whenComplete((done, failure) -> SteppedThreads.forget(name));
        }
    }

    private void keep() {
        synchronized (SteppedSystem.class) {
            IDLE.computeIfAbsent(config, missing -> new ArrayDeque<>()).push(this);
        }
    }
}
