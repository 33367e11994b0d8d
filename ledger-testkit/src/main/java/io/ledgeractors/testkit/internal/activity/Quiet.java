package io.ledgeractors.testkit.internal.activity;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until several activities are quiet at the same moment. Stateless. */
public final class Quiet {
    private Quiet() {}

    /**
     * Waits until nothing is under way.
     *
     * @param limit of real time
     * @throws IllegalStateException if something is still under way after the limit
     */
    public static void await(Collection<Activity> activities, Duration limit) {
        List<Activity> all = List.copyOf(activities);
        Thread self = Thread.currentThread();
        long end = System.nanoTime() + limit.toNanos();
        all.forEach(activity -> activity.addWaiter(self));
        try {
            while (!isQuiet(all)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException(describe(all, limit));
                }
                LockSupport.parkNanos(Quiet.class, left);
            }
        } finally {
            all.forEach(activity -> activity.removeWaiter(self));
        }
    }

    // Nothing began between the two looks, and nothing was under way at either. So all were quiet between them.
    private static boolean isQuiet(List<Activity> all) {
        long[] begun = new long[all.size()];
        for (int i = 0; i < begun.length; i++) {
            begun[i] = all.get(i).begun();
            if (all.get(i).active() != 0) {
                return false;
            }
        }
        for (int i = 0; i < begun.length; i++) {
            if (all.get(i).active() != 0 || all.get(i).begun() != begun[i]) {
                return false;
            }
        }
        return true;
    }

    private static String describe(List<Activity> all, Duration limit) {
        long active = all.stream().mapToLong(Activity::active).sum();
        return active + " tasks of actors or of the ledger are still under way after " + limit
                + " of real time. Most likely an actor blocks its thread, actors send each other messages without end,"
                + " or the wait was begun by an actor, which waits for itself";
    }
}
