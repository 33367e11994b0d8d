package io.ledgeractors.port;

/** The source of time. Implementations are thread-safe. */
public interface Clock {
    /** Returns the nanoseconds since 1970, as exact as the system knows them. The value may step back. */
    long realtimeNanos();

    /** Returns the nanoseconds since an arbitrary moment. The value never steps back. */
    long monotonicNanos();

    /** Returns the clock of this machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
