package io.ledgeractors.client.internal.session;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The connections between one session and a {@link SimCluster}, one for each place of the list of addresses. Frames on
 * them are lost, delayed, doubled or damaged, and connections are cut or blocked. A replica keeps the newest connection
 * that was pinged, and closes the one before.
 */
final class SimNetwork implements SimCluster.Network {
    private static final long MILLI = SimChaos.MILLI;
    private static final long CONNECT_TIMEOUT = 3_000 * MILLI;

    /** One connection in both directions. */
    private static final class Wire {
        final int place;
        final int replica;
        final FrameReader toServer = FrameReader.keepingAll(Rig.CLUSTER);
        final FrameReader toClient = FrameReader.keepingAll(Rig.CLUSTER);
        boolean alive = true;
        boolean pinged;
        boolean dead;
        long serverBusyUntil;
        long clientBusyUntil;

        Wire(int place, int replica) {
            this.place = place;
            this.replica = replica;
        }
    }

    /** A lent body that the network still reads. */
    private record Lent(Wire wire, OutgoingFrame frame) {}

    private final SimTime time;
    private final Random random;
    private final SimChaos chaos;
    private final SimCluster cluster;
    private final SessionRules rules;
    private final Runnable afterInput;
    private final int[] replicaAt;
    private final boolean deadWires;
    private final @Nullable Wire[] wires;
    private final long[] blockedUntil;
    private final long[] downUntil;
    private final Set<Lent> lent = new HashSet<>();

    /**
     * Creates a network. {@code replicaAt} names the replica at each place, and {@code afterInput} runs after each
     * input that the rules got.
     */
    SimNetwork(
            SimTime time,
            Random random,
            SimChaos chaos,
            SimCluster cluster,
            SessionRules rules,
            int[] replicaAt,
            Runnable afterInput) {
        this.time = time;
        this.random = random;
        this.chaos = chaos;
        this.cluster = cluster;
        this.rules = rules;
        this.replicaAt = replicaAt;
        this.afterInput = afterInput;
        this.deadWires = random.nextInt(4) == 0;
        this.wires = new @Nullable Wire[replicaAt.length];
        this.blockedUntil = new long[wires.length];
        this.downUntil = new long[cluster.replicas()];
    }

    /** Returns true if the list of addresses names each replica at its place. */
    boolean isInOrder() {
        return Arrays.equals(replicaAt, IntStream.range(0, cluster.replicas()).toArray());
    }

    /** Returns true if connections may die without a notice to either side. */
    boolean hasDeadWires() {
        return deadWires;
    }

    boolean readsALentBody() {
        for (Lent one : lent) {
            if (one.wire.alive) {
                return true;
            }
        }
        return false;
    }

    // --- faults

    void strike() {
        int place = random.nextInt(wires.length);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> cutByChance(place);
            case 3 -> cutAll();
            case 4 -> dieSilently(place);
            case 5, 6 -> block(place);
            case 7 -> restart(replicaAt[place]);
            default -> {
                // Nothing goes wrong this time.
            }
        }
    }

    private void cutByChance(int place) {
        if (wires[place] != null) {
            chaos.saw(SimCoverage.Kind.CUT);
            cut(place, true);
        }
    }

    private void cutAll() {
        for (int i = 0; i < wires.length; i++) {
            cutByChance(i);
        }
    }

    /** Lets a connection die without a notice. It carries no more bytes. */
    private void dieSilently(int place) {
        Wire wire = wires[place];
        if (wire != null && deadWires) {
            wire.dead = true;
            chaos.saw(SimCoverage.Kind.DEAD_CONNECTION);
        }
    }

    /** Blocks a connection for a while. TCP delivers its bytes later. */
    private void block(int place) {
        chaos.saw(SimCoverage.Kind.PARTITION);
        blockedUntil[place] = chaos.until(4_000);
        if (random.nextBoolean()) {
            Arrays.fill(blockedUntil, blockedUntil[place]);
        }
    }

    /** Stops a replica for a while. It keeps what it has committed. */
    private void restart(int replica) {
        chaos.saw(SimCoverage.Kind.RESTART);
        downUntil[replica] = chaos.until(2_000);
        for (int place = 0; place < wires.length; place++) {
            if (replicaAt[place] == replica) {
                cut(place, true);
            }
        }
        if (replica == cluster.primary()) {
            cluster.nextView();
        }
    }

    // --- connecting

    void connect(int place) {
        Wire wire = new Wire(place, replicaAt[place]);
        wires[place] = wire;
        long heals = blockedUntil[place];
        boolean tooLate = heals - time.now() > CONNECT_TIMEOUT;
        time.at(tooLate ? time.now() + CONNECT_TIMEOUT : Math.max(heals, time.now() + chaos.delay()), () -> {
            if (wires[place] != wire || !wire.alive) {
                return;
            }
            if (tooLate
                    || downUntil[wire.replica] > time.now()
                    || chaos.strikes(SimCoverage.Kind.REFUSED_CONNECTION, 4)) {
                cut(place, true);
            } else {
                rules.opened(place, time.now());
                afterInput.run();
            }
        });
    }

    void cut(int place, boolean tell) {
        Wire wire = wires[place];
        if (wire == null) {
            return;
        }
        wire.alive = false;
        wires[place] = null;
        lent.removeIf(one -> one.wire == wire);
        if (tell) {
            rules.closed(place, "cut", time.now());
            afterInput.run();
        }
    }

    // --- to the server

    void send(SessionEffect.Send send) {
        Wire wire = wires[send.replica()];
        OutgoingFrame frame = send.frame();
        if (wire == null) {
            throw new AssertionError("a frame was sent on a connection that is not open");
        }
        if (send.lent()) {
            lent.add(new Lent(wire, frame));
        }
        ByteBuffer bytes = bytes(frame);
        damage(bytes);
        boolean outlivesTheCut = random.nextBoolean();
        long arrives = arrival(wire, wire.serverBusyUntil);
        wire.serverBusyUntil = Math.max(wire.serverBusyUntil, arrives);
        time.at(arrives, () -> {
            if (!wire.dead) {
                lent.remove(new Lent(wire, frame));
                if (wire.alive || outlivesTheCut) {
                    serve(wire, bytes);
                }
            }
        });
        time.at(arrives + random.nextInt(2) * MILLI, () -> {
            if (wire.alive && !wire.dead) {
                rules.written(wire.place, frame);
                afterInput.run();
            }
        });
        if (!SimCluster.isRefused(frame.body().bytes()) && chaos.strikes(SimCoverage.Kind.DUPLICATION, 40)) {
            time.at(arrives + chaos.delay(), () -> {
                if (!wire.dead) {
                    serve(wire, bytes);
                }
            });
        }
    }

    private void serve(Wire wire, ByteBuffer bytes) {
        if (downUntil[wire.replica] > time.now() || chaos.strikes(SimCoverage.Kind.LOSS, 30)) {
            return;
        }
        if (!wire.alive) {
            chaos.saw(SimCoverage.Kind.LATE_COPY);
        }
        FrameReader reader = wire.toServer;
        for (int at = 0; at < bytes.limit(); ) {
            ByteBuffer piece = piece(bytes, at);
            at += piece.limit();
            FrameReader.Result result = reader.read(piece);
            for (; result == FrameReader.Result.FRAME; result = reader.read(piece)) {
                frame(wire, reader);
            }
            if (result == FrameReader.Result.FAULT) {
                if (wire.alive) {
                    cut(wire.place, true);
                }
                return;
            }
        }
    }

    private void frame(Wire wire, FrameReader reader) {
        boolean first = !wire.pinged && Header.command(reader.header(), 0) == Command.PING_CLIENT;
        if (first) {
            becomeTheOnlyOne(wire);
        }
        cluster.frame(wire.replica, reader.header(), reader.body());
        if (first && chaos.strikes(SimCoverage.Kind.OLD_REPLY, 3)) {
            cluster.pushLastReply(wire.replica, rules.client());
        }
    }

    private void becomeTheOnlyOne(Wire wire) {
        Wire before = wireOf(wire.replica);
        wire.pinged = true;
        if (before != null && wire.alive) {
            before.pinged = false;
            cut(before.place, true);
        }
    }

    private @Nullable Wire wireOf(int replica) {
        for (Wire wire : wires) {
            if (wire != null && wire.replica == replica && wire.pinged) {
                return wire;
            }
        }
        return null;
    }

    // --- to the client

    @Override
    public void toClient(int replica, ByteBuffer frame, boolean mayBeDoubled) {
        Wire wire = wireOf(replica);
        if (wire == null || chaos.strikes(SimCoverage.Kind.LOSS, 30)) {
            return;
        }
        ByteBuffer bytes = bytes(frame);
        damage(bytes);
        long arrives = arrival(wire, wire.clientBusyUntil);
        wire.clientBusyUntil = Math.max(wire.clientBusyUntil, arrives);
        time.at(arrives, () -> receive(wire, bytes));
        if (mayBeDoubled && chaos.strikes(SimCoverage.Kind.DUPLICATION, 40)) {
            time.at(arrives + chaos.delay(), () -> receive(wire, bytes));
        }
    }

    private void receive(Wire wire, ByteBuffer bytes) {
        for (int at = 0; at < bytes.limit() && wire.alive && !wire.dead; ) {
            ByteBuffer piece = piece(bytes, at);
            at += piece.limit();
            FrameReader.Result result = wire.toClient.read(piece);
            while (result == FrameReader.Result.FRAME && wire.alive) {
                rules.frame(wire.place, wire.toClient.header(), wire.toClient.body(), time.now());
                afterInput.run();
                result = wire.toClient.read(piece);
            }
            if (result == FrameReader.Result.FAULT) {
                rules.damaged(wire.place, wire.toClient.fault(), time.now());
                afterInput.run();
            }
        }
    }

    // --- both ways

    /**
     * Returns when a frame that is sent now arrives. It arrives after earlier frames, except for a rare one that
     * overtakes them.
     */
    private long arrival(Wire wire, long busyUntil) {
        long alone = Math.max(blockedUntil[wire.place], time.now() + chaos.delay());
        boolean overtakes = busyUntil > alone && chaos.strikes(SimCoverage.Kind.REORDERING, 3);
        return overtakes ? alone : Math.max(alone, busyUntil);
    }

    private void damage(ByteBuffer bytes) {
        if (chaos.strikes(SimCoverage.Kind.CORRUPTION, 60)) {
            int at = random.nextInt(bytes.limit());
            bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
        }
    }

    // Most frames come whole, as real ones do. The others come in random pieces.
    private ByteBuffer piece(ByteBuffer bytes, int at) {
        int rest = bytes.limit() - at;
        int length = random.nextInt(4) == 0 ? Math.min(rest, 1 + random.nextInt(500)) : rest;
        return bytes.slice(at, length);
    }

    private static ByteBuffer bytes(OutgoingFrame frame) {
        ByteBuffer body = frame.body().bytes();
        return Bytes.allocate(Header.SIZE + body.limit())
                .put(0, frame.header(), 0, Header.SIZE)
                .put(Header.SIZE, body, 0, body.limit());
    }

    private static ByteBuffer bytes(ByteBuffer frame) {
        return SimCluster.copy(frame);
    }
}
