package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import org.jspecify.annotations.Nullable;

/** The rules' knowledge of one replica and of the connection to it. */
final class ReplicaConnection {
    /** The phase of the connection. */
    enum Phase {
        /** There is no connection. The next attempt starts at {@link ReplicaConnection#dueAt}. */
        WAITING,
        /** The connection is being opened. */
        CONNECTING,
        /** The connection is open and is watched, without sending, until {@link ReplicaConnection#dueAt}. */
        WATCHED,
        /** The connection is open and in use. */
        OPEN
    }

    /**
     * The number of bad connections in a row after which they are reported, because the server then closes them for
     * what it receives.
     */
    static final int BAD_CONNECTIONS_REPORTED = 3;

    Phase phase = Phase.WAITING;
    long dueAt;

    /** Number of attempts in a row that brought no frame. */
    int attempt;

    /** True if a frame came on this connection. */
    boolean hasReceived;

    /** True if this connection was watched before the first frame. */
    boolean wasWatched;

    /** True if the last connection was closed without a frame. */
    boolean closedSilently;

    /** Time at which the connection counts as dead unless a frame comes. A ping sets it. */
    long deadAt = Long.MAX_VALUE;

    /** Time at which the connection came into use. */
    long openSince;

    /**
     * Number of connections in a row without a valid reply that were lost within {@link SessionTimings#SHORT_LIVED}, or
     * closed because of bytes that came on them.
     */
    int consecutiveBadConnections;

    /** Number of times that this place was set aside since another replica answered there. */
    int setAside;

    /** Time at which to report that the connected replica does not answer the register. */
    long silentAt = Long.MAX_VALUE;

    /** The request that is being written, or null. */
    @Nullable
    OutgoingFrame writing;

    /** True if the body of {@link #writing} is lent, not copied. */
    boolean writingLent;

    /** The last round-trip time in nanoseconds, 0 if unknown. */
    long roundTrip;

    /** The server's release as its last pong states it, or null. */
    @Nullable
    Release release;

    /** The reason why this replica gives no session, or null if it is not known yet. */
    @Nullable
    SessionState diagnosis;

    void open(long now) {
        phase = Phase.OPEN;
        openSince = now;
        silentAt = now + SessionTimings.SILENCE;
    }

    void pinged(long now) {
        deadAt = Math.min(deadAt, now + SessionTimings.PONG_TIMEOUT);
    }

    /** Returns the number of failures for the wait before the next connect. A single bad connection does not count. */
    int failures() {
        return Math.max(attempt, consecutiveBadConnections - 1);
    }

    void heardFrom() {
        deadAt = Long.MAX_VALUE;
        if (!hasReceived) {
            hasReceived = true;
            diagnosis = null;
        }
        attempt = 0;
        closedSilently = false;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    void closedUntil(long until) {
        phase = Phase.WAITING;
        dueAt = until;
        attempt++;
        hasReceived = false;
        wasWatched = false;
        silentAt = Long.MAX_VALUE;
        deadAt = Long.MAX_VALUE;
        writing = null;
        writingLent = false;
    }

    /** Returns the time at which something is due, {@link Long#MAX_VALUE} for never. */
    long nextWakeUp() {
        return switch (phase) {
            case WAITING, WATCHED -> dueAt;
            case CONNECTING -> Long.MAX_VALUE;
            case OPEN -> Math.min(silentAt, deadAt);
        };
    }
}
