package io.ledgeractors.actors.internal.batching;

/** Counts the sessions that were ended for want of room. Not thread-safe. */
public final class EvictionMonitor {
    private static final long MINUTE = 60_000_000_000L;
    // So many within a minute are still taken for an accident.
    private static final int ACCIDENTS = 3;

    private final long[] times = new long[ACCIDENTS + 1];
    private int count;

    /** Nobody yet. */
    public EvictionMonitor() {}

    /** Notes an eviction; the evictions of the last minute if they are too many, else 0. */
    public int evicted(long now) {
        times[count++ % times.length] = now;
        return count >= times.length && until() - now > 0 ? times.length : 0;
    }

    /** When the last minute with too many of them ends; only after {@link #evicted} said so. */
    public long until() {
        return times[count % times.length] + MINUTE;
    }
}
