package io.ledgeractors.port;

/** Where time comes from. Implementations are thread-safe. */
public interface Clock {
    /** Nanoseconds since 1970, as good as the system knows; may step back. */
    long realtimeNanos();

    /** Nanoseconds since an arbitrary moment; never steps back. */
    long monotonicNanos();

    /** The clock of this machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
