package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as a client sees it: one log and several replicas, one of which is primary. It follows the server's table
 * of the protocol fact sheet, section 4, and counts the requests that it executes.
 */
final class SimCluster {
    /** Carries frames to the client, over the connection with this replica. */
    interface Network {
        /** Sends a frame. A refusal is sent once for each copy of its request, and every other frame may be doubled. */
        void toClient(int replica, ByteBuffer frame, boolean mayBeDoubled);
    }

    /** The first byte of a body that is refused. */
    static final byte INVALID = (byte) 0xee;

    private static final class Session {
        long number;
        int request;
        UInt128 checksum = UInt128.ZERO;
        ByteBuffer reply = Bytes.allocate(0);
        UInt128 context = UInt128.ZERO;
    }

    private final SimTime time;
    private final Random random;
    private final int replicas;
    private @Nullable Network network;
    private final Map<UInt128, Session> sessions = new HashMap<>();
    private final Set<UInt128> executing = new HashSet<>();
    private final Map<ByteBuffer, Integer> executions = new HashMap<>();
    private final Map<ByteBuffer, ByteBuffer> replies = new HashMap<>();
    private int view;
    private long op;

    SimCluster(SimTime time, Random random, int replicas) {
        this.time = time;
        this.random = random;
        this.replicas = replicas;
        this.view = random.nextInt(3);
    }

    void use(Network newNetwork) {
        network = newNetwork;
    }

    int replicas() {
        return replicas;
    }

    int primary() {
        return view % replicas;
    }

    /** Moves to another view, as after an election or a restart. */
    void nextView() {
        view += 1 + random.nextInt(2);
        executing.clear();
    }

    /** Forgets all sessions, as when newer ones have evicted them. */
    void evictAll() {
        sessions.clear();
    }

    int executions(ByteBuffer body) {
        return executions.getOrDefault(body, 0);
    }

    int mostExecutions() {
        return executions.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Returns true if a request with this body is refused as a whole. */
    static boolean isRefused(ByteBuffer body) {
        return body.limit() > 0 && body.get(0) == INVALID;
    }

    @Nullable
    ByteBuffer replyTo(ByteBuffer body) {
        return replies.get(body);
    }

    /** Sends the last reply once more, as replicas do after a restart. */
    void pushLastReply(int replica, UInt128 client) {
        Session session = sessions.get(client);
        if (session != null) {
            toClient(replica, again(session));
        }
    }

    void frame(int replica, ByteBuffer header, ByteBuffer body) {
        if (Header.command(header, 0) == Command.PING_CLIENT) {
            ping(replica, header);
        } else if (replica == primary()) {
            request(header, body);
        } else {
            ByteBuffer forwarded = copy(header);
            ByteBuffer forwardedBody = copy(body);
            time.after(random.nextInt(2_000) * 1_000_000L, () -> request(forwarded, forwardedBody));
        }
    }

    private void ping(int replica, ByteBuffer ping) {
        UInt128 client = Bytes.getU128(ping, Header.PingClient.CLIENT);
        long session = ping.getLong(Header.PingClient.SESSION);
        if (session != 0 && !sessions.containsKey(client) && replica == primary()) {
            toClient(replica, frames(replica).eviction(client, EvictionReason.NO_SESSION));
        } else {
            toClient(replica, frames(replica).pong(ping));
        }
    }

    private void request(ByteBuffer header, ByteBuffer body) {
        UInt128 client = Bytes.getU128(header, Header.Request.CLIENT);
        boolean register = header.get(Header.Request.OPERATION) == Operation.REGISTER.code();
        if (Integer.compareUnsigned(Header.view(header, 0), view) > 0) {
            return;
        }
        if (!register && isRefused(body)) {
            evict(client, EvictionReason.INVALID_REQUEST_BODY);
            return;
        }
        Session session = sessions.get(client);
        if (session == null && !register) {
            evict(client, EvictionReason.NO_SESSION);
        } else if (session == null) {
            execute(header, body, client);
        } else if (!register && header.getLong(Header.Request.SESSION) < session.number) {
            evict(client, EvictionReason.SESSION_TOO_LOW);
        } else {
            inSession(session, header, body, client);
        }
    }

    private void inSession(Session session, ByteBuffer header, ByteBuffer body, UInt128 client) {
        int request = header.getInt(Header.Request.REQUEST);
        if (request == session.request && Header.checksum(header, 0).equals(session.checksum)) {
            toClient(primary(), again(session));
        } else if (request == session.request + 1
                && Bytes.getU128(header, Header.Request.PARENT).equals(session.context)) {
            execute(header, body, client);
        }
    }

    private void execute(ByteBuffer header, ByteBuffer body, UInt128 client) {
        if (!executing.add(Header.checksum(header, 0))) {
            return;
        }
        ByteBuffer request = copy(header);
        ByteBuffer events = copy(body);
        int preparedIn = view;
        time.after(random.nextInt(5_000) * 1_000L, () -> {
            if (executing.remove(Header.checksum(request, 0)) && preparedIn == view) {
                commit(request, events, client);
            }
        });
    }

    private void commit(ByteBuffer request, ByteBuffer body, UInt128 client) {
        op++;
        boolean register = request.get(Header.Request.OPERATION) == Operation.REGISTER.code();
        if (register == sessions.containsKey(client)) {
            return;
        }
        Session session = sessions.computeIfAbsent(client, none -> new Session());
        if (register) {
            session.number = op;
            session.reply = frames(primary()).registerReply(request, op, Header.BODY_MAX);
        } else {
            executions.merge(body, 1, Integer::sum);
            ByteBuffer results = Bytes.allocate(8 + body.limit()).putLong(0, op).put(8, body, 0, body.limit());
            replies.put(body, results);
            session.reply = frames(primary()).reply(request, op, results);
        }
        session.request = request.getInt(Header.Request.REQUEST);
        session.checksum = Header.checksum(request, 0);
        session.context = Bytes.getU128(session.reply, Header.Reply.CONTEXT);
        toClient(primary(), session.reply);
        toClient((int) (op % replicas), session.reply);
    }

    private ByteBuffer again(Session session) {
        ByteBuffer reply = copy(session.reply).putInt(Header.VIEW, view);
        Header.seal(reply, 0);
        return reply;
    }

    private void evict(UInt128 client, EvictionReason reason) {
        network().toClient(primary(), frames(primary()).eviction(client, reason), false);
    }

    private void toClient(int replica, ByteBuffer frame) {
        network().toClient(replica, frame, true);
    }

    private Network network() {
        return Objects.requireNonNull(network);
    }

    private ServerFrames frames(int replica) {
        return new ServerFrames(Rig.CLUSTER, ServerFrames.RELEASE, view, replica);
    }

    static ByteBuffer copy(ByteBuffer bytes) {
        return Bytes.allocate(bytes.limit()).put(0, bytes, 0, bytes.limit());
    }
}
