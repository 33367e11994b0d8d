package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.client.internal.driver.SessionLinks;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network between the sessions and the server, with what goes wrong in it. One thread uses it. */
public final class SimulatedNetwork {
    private static final long LATENCY = 100_000;
    private static final int SPLIT_PERCENT = 5;

    private final Agenda agenda;
    private final Chances chances;
    private final Trace trace;
    private final SimulatedServer server;
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private final List<Runnable> onSend = new ArrayList<>();
    private long stalledUntil;
    private long refusingUntil;
    private long doublingUntil;
    private int damage;

    public SimulatedNetwork(Agenda agenda, Chances chances, Trace trace, SimulatedServer server) {
        this.agenda = agenda;
        this.chances = chances;
        this.trace = trace;
        this.server = server;
    }

    Agenda agenda() {
        return agenda;
    }

    Trace trace() {
        return trace;
    }

    SimulatedServer server() {
        return server;
    }

    /** Makes the links of a session. */
    SessionLinks links(SimulatedThread thread, SessionLinks.Events events) {
        return new Links(thread, events);
    }

    /** Runs a task when the next bytes are sent to the server, so that it meets a request that is under way. */
    public void onNextSend(Runnable task) {
        onSend.add(task);
    }

    // ---- what connections ask

    /** Tells that bytes are sent to the server. */
    void sent() {
        List<Runnable> tasks = List.copyOf(onSend);
        onSend.clear();
        tasks.forEach(Runnable::run);
    }

    /** Returns the ns that something needs through the network. */
    long latency() {
        return chances.about(LATENCY);
    }

    /** Returns when bytes arrive that are sent now, after those that arrive at {@code last}. */
    long arrival(long last) {
        return Math.max(last, Math.max(stalledUntil, agenda.monotonicNanos()) + latency());
    }

    boolean accepts() {
        return agenda.monotonicNanos() >= refusingUntil;
    }

    /** Returns after how many bytes a frame is split, or its length. */
    int split(int length) {
        return length > 1 && chances.percent(SPLIT_PERCENT) ? (int) chances.between(1, length - 1) : length;
    }

    boolean isDoubled() {
        return agenda.monotonicNanos() < doublingUntil;
    }

    /** Returns the frame, or a copy with one other bit. */
    ByteBuffer damaged(ByteBuffer frame) {
        if (damage == 0) {
            return frame;
        }
        damage--;
        int at = (int) chances.between(0, frame.limit() - 1);
        ByteBuffer copy = Bytes.allocate(frame.limit()).put(0, frame, 0, frame.limit());
        return copy.put(at, (byte) (copy.get(at) ^ 1 << chances.between(0, 7)));
    }

    // ---- faults

    /** Cuts all connections that are open. */
    public void cut() {
        trace.add("connections cut", connections.size());
        connections.removeIf(connection -> !connection.isOpen() && !connection.isServed());
        List.copyOf(connections).forEach(connection -> connection.cut(chances.percent(50)));
    }

    /**
     * Lets nothing through to the server for this many ns on the connections that are open; then everything comes. So
     * it comes later than what is sent meanwhile on new connections.
     */
    public void stallOpen(long nanos) {
        trace.add("open connections stall", nanos);
        connections.removeIf(connection -> !connection.isOpen() && !connection.isServed());
        connections.forEach(connection -> connection.stall(nanos));
    }

    /** Lets nothing through for this many ns; then everything comes. */
    public void stall(long nanos) {
        trace.add("network stalls", nanos);
        stalledUntil = Math.max(stalledUntil, agenda.monotonicNanos() + nanos);
    }

    /** Refuses new connections for this many ns. */
    public void refuse(long nanos) {
        trace.add("connections refused", nanos);
        refusingUntil = Math.max(refusingUntil, agenda.monotonicNanos() + nanos);
    }

    /** Brings each frame to the server twice for this many ns. */
    public void doubleFrames(long nanos) {
        trace.add("frames doubled", nanos);
        doublingUntil = Math.max(doublingUntil, agenda.monotonicNanos() + nanos);
    }

    /** Closes the connections of a process that has died. What it has sent comes nevertheless. */
    void died(List<SimulatedThread> threads) {
        List.copyOf(connections).stream()
                .filter(connection -> connection.isOpen() && threads.contains(connection.thread()))
                .forEach(SimulatedConnection::close);
    }

    /** Ends all faults that last. */
    public void heal() {
        onSend.clear();
        stalledUntil = 0;
        refusingUntil = 0;
        doublingUntil = 0;
        damage = 0;
    }

    /** Changes one bit in each of the next frames. */
    public void damage(int frames) {
        trace.add("frames damaged", frames);
        damage += frames;
    }

    private final class Links implements SessionLinks {
        private final SimulatedThread thread;
        private final Events events;
        private @Nullable SimulatedConnection connection;

        Links(SimulatedThread thread, Events events) {
            this.thread = thread;
            this.events = events;
        }

        @Override
        public void connect(int replica) {
            SimulatedConnection next = new SimulatedConnection(SimulatedNetwork.this, thread, events);
            connection = next;
            connections.add(next);
            next.open();
        }

        @Override
        public void write(int replica, ByteBuffer header, ByteBuffer body, boolean copyBody, Runnable written) {
            SimulatedConnection open = connection;
            if (open == null || !open.isOpen()) {
                return;
            }
            ByteBuffer frame = Bytes.allocate(Header.SIZE + body.limit())
                    .put(0, header, 0, Header.SIZE)
                    .put(Header.SIZE, body, 0, body.limit());
            open.send(frame);
            thread.execute(() -> {
                if (open.isOpen()) {
                    written.run();
                }
            });
        }

        @Override
        public void flush() {}

        @Override
        public boolean isOpen(int replica) {
            return connection != null && connection.isOpen();
        }

        @Override
        public void close(int replica) {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }

        @Override
        public void closeAll(Runnable task) {
            close(0);
            task.run();
        }
    }
}
