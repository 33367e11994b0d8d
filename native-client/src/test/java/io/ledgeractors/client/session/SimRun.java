package io.ledgeractors.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One session with a {@link SimCluster} over a network that delays, cuts, damages and loses, all by one seed.
 * After a while the faults stop; from then on every request must end.
 */
final class SimRun {
    private static final long MILLI = 1_000_000;
    private static final long FAULTS_END = 20_000 * MILLI;
    private static final long CALM = FAULTS_END + 5_000 * MILLI;
    private static final long PROMPT = 3_000 * MILLI;
    private static final long END = 90_000 * MILLI;
    private static final int REQUESTS = 25;

    /** One connection, both ways. */
    private final class Wire {
        final int replica;
        final FrameReader toServer = new FrameReader(Rig.CLUSTER);
        final FrameReader toClient = new FrameReader(Rig.CLUSTER);
        boolean alive = true;
        boolean pinged;
        boolean dead;
        long serverBusyUntil;
        long clientBusyUntil;

        Wire(int replica) {
            this.replica = replica;
        }
    }

    /** A lent body that the network still reads. */
    private record Lent(Wire wire, Frame frame) {}

    private final Random random;
    private final SimTime time = new SimTime();
    private final SimCluster cluster;
    private final SessionRules rules;
    private final @Nullable Wire[] wires;
    private final boolean evicts;
    private final boolean deadWires;
    private final Set<Lent> lent = new HashSet<>();
    private @Nullable ByteBuffer asked;
    private long askedAt;
    private boolean carryingOut;
    private long wakeUpAt = Long.MAX_VALUE;
    private int submitted;
    private int answered;
    private long trace;

    SimRun(long seed) {
        random = new Random(seed);
        int replicas = new int[] {1, 1, 3, 3, 6}[random.nextInt(5)];
        evicts = random.nextInt(8) == 0;
        deadWires = random.nextInt(4) == 0;
        wires = new @Nullable Wire[replicas];
        cluster = new SimCluster(time, random, replicas, this::toClient);
        rules = new SessionRules(
                new SessionConfig(Rig.CLUSTER, addresses(replicas), Release.CLIENT, "simulated"), new Random(seed + 1));
    }

    static List<ReplicaAddress> addresses(int replicas) {
        return IntStream.range(0, replicas)
                .mapToObj(i -> new ReplicaAddress("10.0.0." + i, 3000))
                .toList();
    }

    /** Runs to the end; returns a number that is the same for the same seed. */
    long run() {
        rules.start(time.now());
        carryOut();
        planFault();
        while (!isOver() && time.step(END)) {
            assertThat(time.now()).isLessThanOrEqualTo(END);
        }
        if (!isEvicted()) {
            assertThat(answered).as("requests that ended, of %d", REQUESTS).isEqualTo(REQUESTS);
        } else {
            assertThat(evicts).as("evicted for no reason: %s", rules.state()).isTrue();
        }
        assertThat(answered).isEqualTo(submitted);
        return trace;
    }

    private boolean isOver() {
        return answered == REQUESTS || isEvicted();
    }

    private boolean isEvicted() {
        return rules.state() instanceof SessionState.Evicted;
    }

    // --- the client's side

    private void carryOut() {
        if (carryingOut) {
            return;
        }
        carryingOut = true;
        for (Effect effect = rules.poll(); effect != null; effect = rules.poll()) {
            carryOut(effect);
        }
        carryingOut = false;
        planWakeUp();
    }

    private void carryOut(Effect effect) {
        trace = 31 * trace + time.now() + effect.getClass().getSimpleName().hashCode();
        if (effect instanceof Effect.Connect connect) {
            connect(connect.replica());
        } else if (effect instanceof Effect.Disconnect disconnect) {
            cut(disconnect.replica(), false);
        } else if (effect instanceof Effect.Send send) {
            toServer(send);
        } else if (effect instanceof Effect.Deliver deliver) {
            check(deliver.outcome());
            time.after(random.nextInt(2_000) * MILLI, this::submit);
        } else if (effect instanceof Effect.Changed changed
                && changed.state() instanceof SessionState.Registered
                && submitted == 0) {
            time.after(0, this::submit);
        }
    }

    private void planWakeUp() {
        long next = rules.nextWakeUp();
        if (next < wakeUpAt) {
            wakeUpAt = next;
            time.at(next, () -> {
                if (wakeUpAt == next) {
                    wakeUpAt = Long.MAX_VALUE;
                    rules.tick(time.now());
                    carryOut();
                }
            });
        }
    }

    private void submit() {
        if (isOver() || asked != null) {
            return;
        }
        ByteBuffer body = Bytes.allocate(16 + random.nextInt(400));
        body.putLong(8, submitted);
        body.put(0, random.nextInt(10) == 0 ? SimCluster.INVALID : 1);
        asked = SimCluster.copy(body);
        askedAt = time.now();
        submitted++;
        rules.submit(Operation.CREATE_TRANSFERS, Body.of(body), time.now());
        carryOut();
    }

    private void check(Outcome outcome) {
        ByteBuffer body = asked;
        assertThat(body).as("an outcome that nobody waits for: %s", outcome).isNotNull();
        asked = null;
        answered++;
        if (askedAt > CALM && !deadWires) {
            assertThat(time.now() - askedAt).as("wait in calm times, ns").isLessThan(PROMPT);
        }
        assertThat(lent).as("bodies still read by the network").noneMatch(one -> one.wire.alive);
        assertThat(cluster.executions(body)).isLessThanOrEqualTo(1);
        if (outcome instanceof Outcome.Reply reply) {
            assertThat(SimCluster.copy(reply.body())).isEqualTo(cluster.replyTo(body));
        } else if (outcome instanceof Outcome.NotExecuted) {
            assertThat(body.get(0)).as("a good request was reported as refused").isEqualTo(SimCluster.INVALID);
        } else {
            assertThat(isEvicted()).as("%s without an eviction", outcome).isTrue();
        }
    }

    // --- the network

    private boolean faulty(int oneIn) {
        return time.now() < FAULTS_END && random.nextInt(oneIn) == 0;
    }

    private long delay() {
        return (faulty(20) ? random.nextInt(3_000) : 1 + random.nextInt(5)) * MILLI;
    }

    private void connect(int replica) {
        Wire wire = new Wire(replica);
        wires[replica] = wire;
        time.after(delay(), () -> {
            if (wires[replica] != wire || !wire.alive) {
                return;
            }
            if (faulty(4)) {
                cut(replica, true);
            } else {
                rules.opened(replica, time.now());
                carryOut();
            }
        });
    }

    private void cut(int replica, boolean tell) {
        Wire wire = wires[replica];
        if (wire == null) {
            return;
        }
        wire.alive = false;
        wires[replica] = null;
        lent.removeIf(one -> one.wire == wire);
        if (tell) {
            rules.closed(replica, "cut", time.now());
            carryOut();
        }
    }

    private void toServer(Effect.Send send) {
        Wire wire = wires[send.replica()];
        Frame frame = send.frame();
        ByteBuffer bytes =
                Bytes.allocate(frame.header().limit() + frame.body().bytes().limit());
        bytes.put(0, frame.header(), 0, frame.header().limit());
        bytes.put(frame.header().limit(), frame.body().bytes(), 0, frame.body().size());
        if (wire == null) {
            throw new AssertionError("a frame for a connection that is not open");
        }
        if (send.lent()) {
            lent.add(new Lent(wire, frame));
        }
        damage(bytes);
        boolean outlivesTheCut = random.nextBoolean();
        wire.serverBusyUntil = Math.max(wire.serverBusyUntil, time.now() + delay());
        time.at(wire.serverBusyUntil, () -> {
            if (wire.dead) {
                return;
            }
            lent.remove(new Lent(wire, frame));
            if (wire.alive || outlivesTheCut) {
                serve(wire, bytes);
            }
        });
        time.at(wire.serverBusyUntil + random.nextInt(2) * MILLI, () -> {
            if (wire.alive && !wire.dead) {
                rules.written(wire.replica, frame);
                carryOut();
            }
        });
    }

    private void serve(Wire wire, ByteBuffer bytes) {
        if (faulty(30)) {
            return;
        }
        FrameReader reader = wire.toServer;
        for (int at = 0; at < bytes.limit(); ) {
            int length = Math.min(bytes.limit() - at, 1 + random.nextInt(500));
            ByteBuffer piece = bytes.slice(at, length);
            at += length;
            FrameReader.Result result = reader.read(piece);
            for (; result == FrameReader.Result.FRAME; result = reader.read(piece)) {
                boolean first = !wire.pinged && Header.command(reader.header(), 0) == Command.PING_CLIENT;
                wire.pinged |= first;
                cluster.frame(wire.replica, reader.header(), reader.body());
                if (first && faulty(3)) {
                    cluster.pushLastReply(wire.replica, rules.client());
                }
            }
            if (result == FrameReader.Result.FAULT) {
                if (wire.alive) {
                    cut(wire.replica, true);
                }
                return;
            }
        }
    }

    private void toClient(int replica, ByteBuffer frame) {
        Wire wire = wires[replica];
        if (wire == null || !wire.pinged || faulty(30)) {
            return;
        }
        ByteBuffer bytes = SimCluster.copy(frame);
        damage(bytes);
        wire.clientBusyUntil = Math.max(wire.clientBusyUntil, time.now() + delay());
        time.at(wire.clientBusyUntil, () -> receive(wire, bytes));
    }

    private void receive(Wire wire, ByteBuffer bytes) {
        for (int at = 0; at < bytes.limit() && wire.alive && !wire.dead; ) {
            int length = Math.min(bytes.limit() - at, 1 + random.nextInt(500));
            ByteBuffer piece = bytes.slice(at, length);
            at += length;
            FrameReader.Result result = wire.toClient.read(piece);
            while (result == FrameReader.Result.FRAME && wire.alive) {
                rules.frame(wire.replica, wire.toClient.header(), wire.toClient.body(), time.now());
                carryOut();
                result = wire.toClient.read(piece);
            }
            if (result == FrameReader.Result.FAULT) {
                rules.damaged(wire.replica, wire.toClient.fault(), time.now());
                carryOut();
            }
        }
    }

    private void damage(ByteBuffer bytes) {
        if (faulty(60)) {
            int at = random.nextInt(bytes.limit());
            bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
        }
    }

    private void planFault() {
        if (time.now() >= FAULTS_END) {
            return;
        }
        time.after(random.nextInt(600) * MILLI, () -> {
            int replica = random.nextInt(wires.length);
            switch (random.nextInt(evicts ? 12 : 8)) {
                case 0, 1 -> cluster.nextView();
                case 2, 3, 4 -> cut(replica, true);
                case 5 -> cutAll();
                case 6 -> dieSilently(replica);
                case 8 -> cluster.evictAll();
                default -> {
                    // a quiet moment
                }
            }
            planFault();
        });
    }

    /** The connection is dead, and nobody says so: nothing passes any more. */
    private void dieSilently(int replica) {
        Wire wire = wires[replica];
        if (wire != null && deadWires) {
            wire.dead = true;
        }
    }

    private void cutAll() {
        for (int i = 0; i < wires.length; i++) {
            cut(i, true);
        }
    }
}
