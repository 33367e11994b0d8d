package io.ledgeractors.testkit.internal.simulation;

import com.typesafe.config.Config;
import io.ledgeractors.testkit.internal.activity.Activity;
import io.ledgeractors.testkit.internal.activity.Quiet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The place of all threads of one actor system. While a run has the system, its tasks are steps of the run. Before and
 * afterwards real threads run them, because a system waits for its actors when it starts. Thread-safe.
 */
final class SteppedThreads {
    private static final String NAME = "ledger-testkit.simulation.name";
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(10);
    private static final Map<String, SteppedThreads> BY_NAME = new ConcurrentHashMap<>();

    private final Activity activity = new Activity();
    private final ExecutorService pool;
    private volatile @Nullable SteppedTasks tasks;

    private SteppedThreads(String name) {
        this.pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Makes the threads of a system, whose configuration has {@link #config} of this name. */
    static SteppedThreads create(String name) {
        SteppedThreads threads = new SteppedThreads(name);
        BY_NAME.put(name, threads);
        return threads;
    }

    /** Returns what leads from a configuration to the threads. */
    static Map<String, String> config(String name) {
        return Map.of(NAME, name);
    }

    /** Returns the threads of the system with this configuration. */
    static SteppedThreads of(Config config) {
        String name = config.getString(NAME);
        return Objects.requireNonNull(BY_NAME.get(name), name);
    }

    /** Forgets the threads of a system that ends. */
    static void forget(String name) {
        BY_NAME.remove(name);
    }

    /** Runs a task, as a step of the run or now. */
    void execute(Runnable task) {
        SteppedTasks present = tasks;
        if (present != null) {
            present.execute(task);
            return;
        }
        pool.execute(activity.counted(task));
    }

    /** Runs a task of Pekko's scheduler. Without a run there is no time, so that it never rings. */
    Cancellable schedule(long nanos, Runnable task, Executor executor) {
        SteppedTasks present = tasks;
        return present == null ? Cancellable.alreadyCancelled() : present.schedule(nanos, task, executor);
    }

    /** Gives the system to a run, after everything that was under way has ended. */
    void giveTo(SteppedTasks run) {
        Quiet.await(List.of(activity), QUIET_WITHIN);
        tasks = run;
    }

    /** Takes the system back from its run. What the run has not done is done now. */
    void takeBack() {
        SteppedTasks present = tasks;
        tasks = null;
        if (present != null) {
            present.takeAll().forEach(this::execute);
        }
    }
}
