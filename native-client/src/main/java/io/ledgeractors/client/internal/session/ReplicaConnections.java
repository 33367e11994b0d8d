package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection for each place of the list of addresses. Decides when to open them, what their failures mean and
 * which one to use. A server keeps one connection for each client and closes the older one. So if two places lead to
 * one replica, the place that answered last is used, and the other one is set aside.
 */
final class ReplicaConnections {
    private final List<ReplicaAddress> addresses;
    private final RandomGenerator random;
    private final Queue<SessionEffect> effects;
    private final ReplicaConnection[] connections;
    private final ReplicaOrder order;
    private int view;

    ReplicaConnections(List<ReplicaAddress> addresses, RandomGenerator random, Queue<SessionEffect> effects) {
        this.addresses = addresses;
        this.random = random;
        this.effects = effects;
        this.connections = new ReplicaConnection[addresses.size()];
        Arrays.setAll(connections, i -> new ReplicaConnection());
        this.order = new ReplicaOrder(addresses, effects);
    }

    int count() {
        return connections.length;
    }

    ReplicaConnection connection(int replica) {
        return connections[replica];
    }

    String name(int replica) {
        return addresses.get(replica).toString();
    }

    int view() {
        return view;
    }

    ReplicaOrder order() {
        return order;
    }

    /** Returns the index of the primary, as far as it is known. */
    int primary() {
        return order.primaryOf(view);
    }

    /** Returns the place at which the primary is, as far as it is known. */
    int primaryPlace() {
        return order.likelyPlaceOf(primary());
    }

    /** Notes which replica has answered at a place, and sets the place aside at which it answered before. */
    void identified(int place, int replica, long now) {
        int moved = order.replicaAt(place);
        int before = order.placeOf(replica);
        order.answered(place, replica, now);
        if (before != ReplicaOrder.NONE && before != place) {
            setAside(before, now);
        }
        if (moved != replica) {
            connections[place].setAside = 0;
            takeUp(moved, now);
        }
    }

    private void setAside(int place, long now) {
        ReplicaConnection connection = connections[place];
        if (connection.phase != ReplicaConnection.Phase.WAITING) {
            effects.add(new SessionEffect.Disconnect(place));
        }
        connection.closedUntil(now + SessionTimings.setAside(connection.setAside++));
        connection.attempt = 0;
        connection.consecutiveBadConnections = 0;
    }

    /** Lets the next attempt to reach a replica start at once, at the place where it answered last. */
    private void takeUp(int replica, long now) {
        int place = order.placeOf(replica);
        if (place != ReplicaOrder.NONE && connections[place].phase == ReplicaConnection.Phase.WAITING) {
            connections[place].dueAt = Math.min(connections[place].dueAt, now);
        }
    }

    /** Adopts a view that is higher than the known one. */
    void adopt(int newView) {
        if (Integer.compareUnsigned(newView, view) > 0) {
            view = newView;
        }
    }

    /** Returns the release of the primary, else of any replica, by its last pong; null before the first pong. */
    @Nullable
    Release release() {
        Release known = connections[primaryPlace()].release;
        for (int i = 0; known == null && i < connections.length; i++) {
            known = connections[i].release;
        }
        return known;
    }

    void connect(int replica) {
        connections[replica].phase = ReplicaConnection.Phase.CONNECTING;
        effects.add(new SessionEffect.Connect(replica));
    }

    /** Notes that the connection is open. Returns true if frames may be sent at once. */
    boolean opened(int replica, long now) {
        ReplicaConnection connection = connections[replica];
        if (connection.closedSilently) {
            connection.phase = ReplicaConnection.Phase.WATCHED;
            connection.wasWatched = true;
            connection.dueAt = now + SessionTimings.WATCH;
            return false;
        }
        connection.open(now);
        return true;
    }

    /** Notes that the connection ended or could not be opened, and plans the next one. */
    void closed(int replica, String cause, long now) {
        ReplicaConnection connection = connections[replica];
        switch (connection.phase) {
            case CONNECTING -> {
                connection.diagnosis = new SessionState.Unreachable(name(replica), cause);
                connection.closedSilently = false;
                int unreachable = order.replicaAt(replica);
                order.forget(replica);
                takeUp(unreachable, now);
            }
            case WATCHED -> closedSilently(connection, new SessionState.ClosedWithoutAnswer(name(replica), false));
            case OPEN -> {
                closedInUse(connection, replica, cause);
                connection.consecutiveBadConnections = now - connection.openSince < SessionTimings.SHORT_LIVED
                        ? connection.consecutiveBadConnections + 1
                        : 0;
            }
            case WAITING -> {
                return;
            }
        }
        connection.closedUntil(now + SessionTimings.beforeConnect(connection.failures(), random));
    }

    /** Closes the connection, if there is one, and plans the next one. */
    void disconnect(int replica, long now) {
        ReplicaConnection connection = connections[replica];
        if (connection.phase != ReplicaConnection.Phase.WAITING) {
            effects.add(new SessionEffect.Disconnect(replica));
            connection.closedUntil(now + SessionTimings.beforeConnect(connection.failures(), random));
        }
    }

    /** Closes all connections for good. */
    void disconnectAll() {
        for (int i = 0; i < connections.length; i++) {
            disconnect(i, 0);
            connections[i].dueAt = Long.MAX_VALUE;
        }
    }

    /** Sends a copy of the request, unless an earlier one is still being written. */
    void send(int replica, UnansweredRequest inFlight) {
        ReplicaConnection connection = connections[replica];
        if (!connection.isOpen() || connection.writing == inFlight.frame) {
            return;
        }
        connection.writing = inFlight.frame;
        connection.writingLent = !inFlight.wasSent();
        inFlight.copies++;
        effects.add(new SessionEffect.Send(replica, inFlight.frame, connection.writingLent));
    }

    /** Sends a ping. It names the session only if the replica's release is known to have that field. */
    void ping(int replica, ClientFrames frames, long session, long now) {
        ReplicaConnection connection = connections[replica];
        boolean knowsSessions =
                connection.release != null && connection.release.compareTo(Release.PING_WITH_SESSION) >= 0;
        effects.add(new SessionEffect.Send(replica, frames.ping(knowsSessions ? session : 0, now), false));
        connection.pinged(now);
    }

    /** Sends a ping to each connected replica. */
    void pingAll(ClientFrames frames, long session, long now) {
        for (int i = 0; i < connections.length; i++) {
            if (connections[i].isOpen()) {
                ping(i, frames, session, now);
            }
        }
    }

    /** Returns the round-trip time in nanoseconds: the upper median of those that the replicas' last pongs showed. */
    long roundTrip() {
        long[] known = Arrays.stream(connections)
                .mapToLong(connection -> connection.roundTrip)
                .filter(time -> time > 0)
                .sorted()
                .toArray();
        return known.length == 0 ? SessionTimings.ROUND_TRIP_START : known[known.length / 2];
    }

    /** Returns a random replica with an open connection other than {@code replica}, or -1. */
    int anyOpenBut(int replica) {
        int[] open = new int[connections.length];
        int count = 0;
        for (int i = 0; i < connections.length; i++) {
            if (i != replica && connections[i].isOpen()) {
                open[count++] = i;
            }
        }
        return count == 0 ? -1 : open[random.nextInt(count)];
    }

    /** Returns why no replica opens a session, or null if at least one still may. */
    @Nullable
    SessionState diagnosis() {
        SessionState found = null;
        for (int i = 0; i < connections.length; i++) {
            if (order.isSpare(i)) {
                continue;
            }
            SessionState diagnosis = connections[i].diagnosis;
            if (diagnosis == null) {
                return null;
            }
            if (found == null || diagnosis instanceof SessionState.ClosedWithoutAnswer) {
                found = diagnosis;
            }
        }
        return found;
    }

    /** Returns why no replica answers an open session, or null if at least one still may. */
    @Nullable
    SessionState trouble() {
        SessionState found = null;
        for (int i = 0; i < connections.length; i++) {
            ReplicaConnection connection = connections[i];
            if (order.isSpare(i)) {
                continue;
            }
            SessionState trouble = connection.consecutiveBadConnections >= ReplicaConnection.BAD_CONNECTIONS_REPORTED
                    ? new SessionState.ClosedWithoutAnswer(name(i), true)
                    : connection.diagnosis;
            if (trouble == null) {
                return null;
            }
            found = trouble;
        }
        return found;
    }

    /** Notes that a connected replica has not answered the register for too long. */
    void silent(int replica) {
        ReplicaConnection connection = connections[replica];
        String what = connection.hasReceived
                ? "connected and pinged, but the register is not answered: has the cluster a primary?"
                : "connected, but nothing is answered";
        connection.diagnosis = new SessionState.Unreachable(name(replica), what);
    }

    private void closedInUse(ReplicaConnection connection, int replica, String cause) {
        if (connection.hasReceived) {
            effects.add(new SessionEffect.Say(
                    "lost the connection to " + name(replica) + " (" + cause + "), connecting anew", false));
        } else if (connection.wasWatched) {
            closedSilently(connection, new SessionState.ClosedWithoutAnswer(name(replica), true));
        } else {
            // One case proves nothing. The next connection is watched before the first frame, and shows the reason.
            connection.closedSilently = true;
        }
    }

    private static void closedSilently(ReplicaConnection connection, SessionState diagnosis) {
        connection.closedSilently = true;
        connection.diagnosis = diagnosis;
    }
}
