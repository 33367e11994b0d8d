package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import org.jspecify.annotations.Nullable;

/** What the rules know of one replica and the connection to it. */
final class ReplicaConnection {
    /** Where the connection stands. */
    enum Phase {
        /** None; the next attempt comes at {@link ReplicaConnection#dueAt}. */
        WAITING,
        /** Being opened. */
        CONNECTING,
        /** Open, nothing sent: is it closed again at once? Until {@link ReplicaConnection#dueAt}. */
        SETTLING,
        /** Open and in use. */
        OPEN
    }

    /** Connections lost in a row that tell that the server does not want what it gets. */
    static final int BAD_CONNECTIONS_REPORTED = 3;

    Phase phase = Phase.WAITING;
    long dueAt;

    /** Attempts in a row that brought no frame. */
    int attempt;

    /** True if a frame came on this connection. */
    boolean heard;

    /** True if this connection was watched before the first frame. */
    boolean settled;

    /** True if the last connection was closed without a frame. */
    boolean closedSilently;

    /** When the connection is held for dead unless a frame comes: set by a ping. */
    long deadAt = Long.MAX_VALUE;

    /** When the connection came into use. */
    long openSince;

    /** Connections in a row that brought no good reply and were lost at once, or dropped for what came on them. */
    int consecutiveBadConnections;

    /** When to report that the connected replica does not answer the register. */
    long silentAt = Long.MAX_VALUE;

    /** The request that is being written, null: none. */
    @Nullable
    OutgoingFrame writing;

    /** True if the body of {@link #writing} is lent, not copied. */
    boolean writingLent;

    /** Last round-trip time, 0: unknown. */
    long roundTrip;

    /** The server's release, by its last pong. */
    @Nullable
    Release release;

    /** Why there is no session by this replica, null: not known yet. */
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

    /** How many attempts to connect brought nothing worth having; a single bad connection does not count. */
    int failures() {
        return Math.max(attempt, consecutiveBadConnections - 1);
    }

    void heardOf() {
        deadAt = Long.MAX_VALUE;
        if (!heard) {
            heard = true;
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
        heard = false;
        settled = false;
        silentAt = Long.MAX_VALUE;
        deadAt = Long.MAX_VALUE;
        writing = null;
        writingLent = false;
    }

    /** When something is due, {@link Long#MAX_VALUE}: never. */
    long nextWakeUp() {
        return switch (phase) {
            case WAITING, SETTLING -> dueAt;
            case CONNECTING -> Long.MAX_VALUE;
            case OPEN -> Math.min(silentAt, deadAt);
        };
    }
}
