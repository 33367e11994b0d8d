package io.ledgeractors.testkit.internal.activity;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.ActorSystem.Settings;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The number of things that are under way in one actor system or one ledger: tasks of its counted dispatchers, or of
 * its thread, from their submission to their end. A task that begins another one counts until it ends itself, so the
 * number is 0 only when nothing is under way. A request that waits for time to pass does not count. Thread-safe.
 */
public final class Activity {
    // An executor is created while its system is, and knows no more of it than these settings.
    private static final Map<Settings, Activity> OF_SYSTEMS = Collections.synchronizedMap(new WeakHashMap<>());

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong active = new AtomicLong();
    private final Set<Thread> waiters = ConcurrentHashMap.newKeySet();

    /** Creates an activity of something that is no actor system. */
    public Activity() {}

    /** Returns the activity of an actor system. */
    public static Activity of(ActorSystem<?> system) {
        return of(system.classicSystem().settings());
    }

    /** Returns true if the default dispatcher of a system counts, so that all actors do that have no other one. */
    public static boolean isComplete(ActorSystem<?> system) {
        return system.settings()
                .config()
                .getString("pekko.actor.default-dispatcher.executor")
                .equals(CountedForkJoinPool.class.getName());
    }

    static Activity of(Settings settings) {
        return OF_SYSTEMS.computeIfAbsent(settings, missing -> new Activity());
    }

    /** Tells that something has begun. Its {@link #end} must follow. */
    public void begin() {
        begun.incrementAndGet();
        active.incrementAndGet();
    }

    /** Tells that something has ended. */
    public void end() {
        if (active.decrementAndGet() == 0) {
            waiters.forEach(LockSupport::unpark);
        }
    }

    /** Returns a task that counts from now on until it has run. */
    public Runnable counted(Runnable task) {
        begin();
        return () -> {
            try {
                task.run();
            } finally {
                end();
            }
        };
    }

    /** Returns how many things are under way. */
    long active() {
        return active.get();
    }

    /** Returns how many things have begun so far. */
    long begun() {
        return begun.get();
    }

    /** Unparks this thread whenever nothing is under way, until it is removed. */
    void addWaiter(Thread thread) {
        waiters.add(thread);
    }

    void removeWaiter(Thread thread) {
        waiters.remove(thread);
    }
}
