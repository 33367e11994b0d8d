package io.ledgeractors.actors.internal.batching;

/** Counts evictions, to tell a ledger with too many clients from an accident. Not thread-safe. */
public final class EvictionMonitor {
    private static final long MINUTE = 60_000_000_000L;
    // Up to this many evictions within a minute count as an accident.
    private static final int ACCIDENTS = 3;

    private final long[] times = new long[ACCIDENTS + 1];
    private int count;

    /** Creates a monitor without evictions. */
    public EvictionMonitor() {}

    /** Counts an eviction. Returns the evictions of the last minute if they are too many, else 0. */
    public int evicted(long now) {
        times[count++ % times.length] = now;
        return count >= times.length && until() - now > 0 ? times.length : 0;
    }

    /** Returns when the last minute with too many evictions ends. Valid after {@link #evicted} returned more than 0. */
    public long until() {
        return times[count % times.length] + MINUTE;
    }
}
