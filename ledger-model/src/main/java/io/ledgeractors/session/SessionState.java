package io.ledgeractors.session;

import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;
import org.jspecify.annotations.Nullable;

/** The state of a session, for listeners, metrics and health checks. Immutable. */
public sealed interface SessionState {

    /** Returns true if a request may be submitted, because the session is registered. */
    default boolean isRegistered() {
        return false;
    }

    /** The session is not registered yet and keeps trying. */
    record Connecting() implements SessionState {}

    /**
     * The ledger in this JVM is being opened and reads its files, which takes time in proportion to its history. The
     * opener of the ledger reports this state, never a session.
     */
    record Opening() implements SessionState {}

    /**
     * No server answers at an address. The session keeps trying.
     *
     * @param address the address
     * @param cause the system's text
     */
    record Unreachable(String address, String cause) implements SessionState {}

    /**
     * The server closes connections without an answer. The session keeps trying.
     *
     * @param address the address
     * @param sent true if a frame had been sent, so that the server most likely has another cluster id; false if not,
     *     so that most likely all connections of the server are in use
     */
    record ClosedWithoutAnswer(String address, boolean sent) implements SessionState {}

    /**
     * The session goes through a gateway, and no node that serves as one is known. The session keeps trying.
     *
     * @param role the role of the nodes that serve as gateways
     */
    record NoGateway(String role) implements SessionState {}

    /**
     * The session goes through a gateway that cannot pass requests to the ledger now. The session keeps trying.
     *
     * @param gateway the address of the gateway
     * @param behind the state of the gateway's own session with the ledger, or {@link Connecting} if the gateway has
     *     not answered yet
     */
    record AtGateway(String gateway, SessionState behind) implements SessionState {}

    /**
     * The session is open.
     *
     * @param view view of the cluster, unsigned; 0 inside the JVM
     * @param replica index of the primary, computed from the view and the number of addresses; wrong while more or
     *     fewer addresses than replicas are named and no reply has proved it
     * @param release release of the server
     * @param transport {@code io_uring}, {@code epoll}, {@code nio}, {@code in-process}, or {@code gateway} and the
     *     address of one
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
     * The session is open, but its request in flight has no reply after the first timeout. The session repeats the
     * request.
     *
     * @param registered the session
     * @param sinceMonotonicNanos time at which the request was first sent, on the clock given to the session
     * @param trouble what the connections show: {@link Unreachable} if no server can be reached, {@link
     *     ClosedWithoutAnswer} if the server closes the connection whenever it gets the request, or null if nothing is
     *     unusual
     */
    record Unanswered(
            Registered registered,
            long sinceMonotonicNanos,
            @Nullable SessionState trouble) implements SessionState {
        /** Creates the state of a request without a reply whose connections show nothing unusual. */
        public Unanswered(Registered registered, long sinceMonotonicNanos) {
            this(registered, sinceMonotonicNanos, null);
        }

        @Override
        public boolean isRegistered() {
            return true;
        }
    }

    /**
     * The session is open, but the ledger has refused a request because it has no capacity for what the request
     * creates. Reads are answered. {@link Registered} follows as soon as there is capacity again.
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
     * The server ended the session, or refused to open it. This state is final.
     *
     * @param reason the server's reason
     * @param serverRelease release of the server, which tells the side to upgrade
     */
    record Evicted(EvictionReason reason, Release serverRelease) implements SessionState {}

    /**
     * The gateway of the session is lost, or has ended the session. This state is final, and a session through another
     * gateway may follow.
     *
     * @param gateway the address of the gateway
     * @param why the reason, for people
     */
    record GatewayLost(String gateway, String why) implements SessionState {}

    /**
     * Several sessions in a row were evicted because the ledger holds no more of them. Most likely more than 64 clients
     * use it. The owner of the sessions reports this state, never a session.
     *
     * @param evictions number of sessions that were evicted within the last minute
     */
    record Crowded(int evictions) implements SessionState {}

    /**
     * The session has ended: its user or the ledger in this JVM closed it, or it gave up waiting. This state is final.
     *
     * @param why the reason, for people
     * @param gaveUpIn the state in which the session gave up after the time of its settings, or null if it did not give
     *     up
     */
    record Closed(String why, @Nullable SessionState gaveUpIn) implements SessionState {
        /** Creates the state of a session that ended without giving up. */
        public Closed(String why) {
            this(why, null);
        }
    }
}
