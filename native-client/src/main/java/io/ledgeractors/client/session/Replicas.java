package io.ledgeractors.client.session;

import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The connections to the replicas: when to open them, how they are doing, which one to use. */
final class Replicas {
    private final List<ReplicaAddress> addresses;
    private final RandomGenerator random;
    private final Queue<Effect> effects;
    private final Peer[] peers;
    private int view;

    Replicas(List<ReplicaAddress> addresses, RandomGenerator random, Queue<Effect> effects) {
        this.addresses = addresses;
        this.random = random;
        this.effects = effects;
        this.peers = new Peer[addresses.size()];
        Arrays.setAll(peers, i -> new Peer());
    }

    int count() {
        return peers.length;
    }

    Peer peer(int replica) {
        return peers[replica];
    }

    String name(int replica) {
        return addresses.get(replica).toString();
    }

    int view() {
        return view;
    }

    int primary() {
        return Integer.remainderUnsigned(view, peers.length);
    }

    /** Takes a view that is higher than the one known; true if it was. */
    boolean adopt(int newView) {
        if (Integer.compareUnsigned(newView, view) <= 0) {
            return false;
        }
        view = newView;
        return true;
    }

    /** The release of the primary, else of any replica, by its last pong; null: none came yet. */
    @Nullable
    Release release() {
        Release known = peers[primary()].release;
        for (int i = 0; known == null && i < peers.length; i++) {
            known = peers[i].release;
        }
        return known;
    }

    void connect(int replica) {
        peers[replica].phase = Peer.Phase.CONNECTING;
        effects.add(new Effect.Connect(replica));
    }

    /** The connection is open; true if frames may be sent at once. */
    boolean opened(int replica, long now) {
        Peer peer = peers[replica];
        if (peer.closedSilently) {
            peer.phase = Peer.Phase.SETTLING;
            peer.settled = true;
            peer.dueAt = now + Pace.SETTLE;
            return false;
        }
        peer.open(now);
        return true;
    }

    /** The connection ended, or could not be opened; plans the next one. */
    void closed(int replica, String cause, long now) {
        Peer peer = peers[replica];
        switch (peer.phase) {
            case CONNECTING -> {
                peer.diagnosis = new SessionState.Unreachable(name(replica), cause);
                peer.closedSilently = false;
            }
            case SETTLING -> closedSilently(peer, new SessionState.ClosedWithoutAnswer(name(replica), false));
            case OPEN -> {
                closedInUse(peer, replica, cause);
                peer.distrust = now - peer.openSince < Pace.SHORT_LIVED ? peer.distrust + 1 : 0;
            }
            case WAITING -> {
                return;
            }
        }
        peer.closedUntil(now + Pace.beforeConnect(peer.failures(), random));
    }

    /** Closes the connection, if there is one, and plans the next one. */
    void disconnect(int replica, long now) {
        Peer peer = peers[replica];
        if (peer.phase != Peer.Phase.WAITING) {
            effects.add(new Effect.Disconnect(replica));
            peer.closedUntil(now + Pace.beforeConnect(peer.failures(), random));
        }
    }

    /** Closes all connections for good. */
    void end() {
        for (int i = 0; i < peers.length; i++) {
            disconnect(i, 0);
            peers[i].dueAt = Long.MAX_VALUE;
        }
    }

    /** Sends a copy of the request, unless an earlier one is still being written. */
    void send(int replica, Flight flight) {
        Peer peer = peers[replica];
        if (!peer.isOpen() || peer.writing == flight.frame) {
            return;
        }
        peer.writing = flight.frame;
        peer.writingLent = !flight.wasSent();
        flight.copies++;
        effects.add(new Effect.Send(replica, flight.frame, peer.writingLent));
    }

    /** Pings with the session, if the replica is known to know that field. */
    void ping(int replica, Frames frames, long session, long now) {
        Peer peer = peers[replica];
        boolean knowsSessions = peer.release != null && peer.release.compareTo(Release.PING_WITH_SESSION) >= 0;
        effects.add(new Effect.Send(replica, frames.ping(knowsSessions ? session : 0, now), false));
        peer.pinged(now);
    }

    /** Pings all that are connected. */
    void pingAll(Frames frames, long session, long now) {
        for (int i = 0; i < peers.length; i++) {
            if (peers[i].isOpen()) {
                ping(i, frames, session, now);
            }
        }
    }

    /** The round-trip time: the upper median of what the replicas' last pongs showed. */
    long roundTrip() {
        long[] known = Arrays.stream(peers)
                .mapToLong(peer -> peer.roundTrip)
                .filter(time -> time > 0)
                .sorted()
                .toArray();
        return known.length == 0 ? Pace.ROUND_TRIP_START : known[known.length / 2];
    }

    /** A replica with an open connection, other than this one, by chance; -1: none. */
    int anyOpenBut(int replica) {
        int[] open = new int[peers.length];
        int count = 0;
        for (int i = 0; i < peers.length; i++) {
            if (i != replica && peers[i].isOpen()) {
                open[count++] = i;
            }
        }
        return count == 0 ? -1 : open[random.nextInt(count)];
    }

    /** Why no replica at all gives us a session, null: at least one still may. */
    @Nullable
    SessionState diagnosis() {
        SessionState found = null;
        for (Peer peer : peers) {
            if (peer.diagnosis == null) {
                return null;
            }
            if (found == null || peer.diagnosis instanceof SessionState.ClosedWithoutAnswer) {
                found = peer.diagnosis;
            }
        }
        return found;
    }

    /** Why no replica at all answers an open session, null: at least one still may. */
    @Nullable
    SessionState trouble() {
        SessionState found = null;
        for (int i = 0; i < peers.length; i++) {
            Peer peer = peers[i];
            SessionState trouble = peer.distrust >= Peer.DISTRUST_TOLD
                    ? new SessionState.ClosedWithoutAnswer(name(i), true)
                    : peer.diagnosis;
            if (trouble == null) {
                return null;
            }
            found = trouble;
        }
        return found;
    }

    /** Notes that a connected replica has not answered the register for too long. */
    void silent(int replica) {
        Peer peer = peers[replica];
        String what = peer.heard
                ? "connected and pinged, but the register is not answered: has the cluster a primary?"
                : "connected, but nothing is answered";
        peer.diagnosis = new SessionState.Unreachable(name(replica), what);
    }

    private void closedInUse(Peer peer, int replica, String cause) {
        if (peer.heard) {
            effects.add(new Effect.Say(
                    "lost the connection to " + name(replica) + " (" + cause + "), connecting anew", false));
        } else if (peer.settled) {
            closedSilently(peer, new SessionState.ClosedWithoutAnswer(name(replica), true));
        } else {
            // Once is no proof: the next connection is watched before the first frame, and tells which it is.
            peer.closedSilently = true;
        }
    }

    private static void closedSilently(Peer peer, SessionState diagnosis) {
        peer.closedSilently = true;
        peer.diagnosis = diagnosis;
    }
}
