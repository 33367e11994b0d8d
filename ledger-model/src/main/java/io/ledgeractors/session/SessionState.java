package io.ledgeractors.session;

import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;
import org.jspecify.annotations.Nullable;

/** What a session is doing, for listeners, metrics and health checks. Immutable. */
public sealed interface SessionState {

    /** True if a request may be submitted: the session is registered, answered or not. */
    default boolean isRegistered() {
        return false;
    }

    /** Not registered yet; trying, without end. */
    record Connecting() implements SessionState {}

    /**
     * The ledger in this JVM is being opened: it reads its files, which takes time in proportion to its history. Told
     * by who opens it, never by a session.
     */
    record Opening() implements SessionState {}

    /**
     * Nobody answers at an address; trying on.
     *
     * @param address where
     * @param cause what the system said
     */
    record Unreachable(String address, String cause) implements SessionState {}

    /**
     * The server closes connections without a word; trying on.
     *
     * @param address where
     * @param sent true if we had sent a frame: most likely another cluster id; false: most likely all
     *     connections of the server are used up
     */
    record ClosedWithoutAnswer(String address, boolean sent) implements SessionState {}

    /**
     * The session is open.
     *
     * @param view view of the cluster, unsigned; 0 inside the JVM
     * @param replica index of the primary
     * @param release release of the server
     * @param transport how bytes travel: {@code io_uring}, {@code epoll}, {@code nio} or {@code in-process}
     * @param session number of the session
     * @param registerTimestamp ns since 1970: timestamp of the reply to the register, inside the JVM the
     *     ledger's time at opening
     */
    record Registered(int view, int replica, Release release, String transport, long session, long registerTimestamp)
            implements SessionState {
        @Override
        public boolean isRegistered() {
            return true;
        }
    }

    /**
     * The session is open, but its request in flight has no reply yet after more than the first timeout;
     * trying on.
     *
     * @param registered the session
     * @param sinceMonotonicNanos when the request was first sent, on the clock given to the session
     * @param trouble what the connections show meanwhile: {@link Unreachable} if no server can be reached, {@link
     *     ClosedWithoutAnswer} if the server closes the connection whenever it gets the request; null: nothing
     */
    record Unanswered(
            Registered registered,
            long sinceMonotonicNanos,
            @Nullable SessionState trouble) implements SessionState {
        /** Unanswered, and the connections show nothing unusual. */
        public Unanswered(Registered registered, long sinceMonotonicNanos) {
            this(registered, sinceMonotonicNanos, null);
        }

        @Override
        public boolean isRegistered() {
            return true;
        }
    }

    /**
     * The session is open, but the ledger has refused a request because it has no room for what it creates. Reads are
     * answered. {@link Registered} follows as soon as there is room again.
     *
     * @param registered the session
     * @param why what is full and what to do, for people
     */
    record Full(Registered registered, String why) implements SessionState {
        @Override
        public boolean isRegistered() {
            return true;
        }
    }

    /**
     * The server ended the session, or refused to open it. Final.
     *
     * @param reason why
     * @param serverRelease release of the server, to tell which side to upgrade
     */
    record Evicted(EvictionReason reason, Release serverRelease) implements SessionState {}

    /**
     * Session after session was ended because the ledger holds no more of them: most likely more than 64 clients
     * use it. Told by who opens sessions one after another, never by a session.
     *
     * @param evictions sessions that were ended so within the last minute
     */
    record Crowded(int evictions) implements SessionState {}

    /**
     * Ended: closed by its user, or by the ledger in this JVM, or it gave up waiting. Final.
     *
     * @param why the reason, for people
     * @param gaveUpIn what kept the session from an answer when it gave up, because its settings said how long
     *     to wait; null: it did not give up
     */
    record Closed(String why, @Nullable SessionState gaveUpIn) implements SessionState {
        /** Ended, but not by giving up. */
        public Closed(String why) {
            this(why, null);
        }
    }
}
