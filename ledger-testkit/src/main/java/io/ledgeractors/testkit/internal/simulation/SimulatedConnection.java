package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.client.internal.driver.SessionLinks;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.embedded.server.MemoryPeer;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection between a session and the server. Bytes of a direction come in their order, in pieces, some time
 * after they were sent, until one end closes or the network cuts the connection. Each end learns of that at a time of
 * its own. One thread uses it.
 */
final class SimulatedConnection implements MemoryPeer {
    private final SimulatedNetwork network;
    private final SimulatedThread thread;
    private final SessionLinks.Events events;
    private @Nullable MemoryConnection server;
    private boolean isOpen = true;
    private boolean isServed;
    private long lastToServer;
    private long lastToClient;

    SimulatedConnection(SimulatedNetwork network, SimulatedThread thread, SessionLinks.Events events) {
        this.network = network;
        this.thread = thread;
        this.events = events;
    }

    /** Returns true from {@code connect} until the session knows that the connection has ended. */
    boolean isOpen() {
        return isOpen;
    }

    /** Returns the thread of the session. */
    SimulatedThread thread() {
        return thread;
    }

    /** Returns true while the server has the connection. */
    boolean isServed() {
        return isServed;
    }

    /** Opens the connection after the time that the network needs. */
    void open() {
        network.agenda().after(network.latency(), () -> {
            MemoryConnection accepted = network.accepts() ? network.server().connect(this) : null;
            if (accepted == null) {
                end("the connection was refused");
            } else {
                server = accepted;
                isServed = true;
                lastToServer = network.agenda().monotonicNanos();
                tell(() -> events.opened(0));
            }
        });
    }

    private void tell(Runnable event) {
        if (isOpen) {
            thread.execute(() -> {
                if (isOpen) {
                    event.run();
                }
            });
        }
    }

    /** Tells the session that the connection has ended. */
    private void end(String why) {
        tell(() -> {
            isOpen = false;
            events.closed(0, why);
        });
    }

    // ---- bytes

    /** Sends a frame to the server. */
    void send(ByteBuffer frame) {
        network.sent();
        network.server().reads().sent(frame);
        ByteBuffer sent = network.damaged(frame);
        inPieces(sent, this::toServer);
        if (network.isDoubled()) {
            toServer(sent.duplicate());
        }
    }

    private void toServer(ByteBuffer bytes) {
        lastToServer = network.arrival(lastToServer);
        network.agenda().at(lastToServer, () -> {
            MemoryConnection receiver = server;
            if (isServed && receiver != null) {
                network.trace().add("to server", sum(bytes));
                receiver.receive(bytes.duplicate());
                network.server().plan();
            }
        });
    }

    @Override
    public void receive(ByteBuffer frame) {
        network.server().reads().answered(frame);
        inPieces(network.damaged(frame), this::toClient);
    }

    private void inPieces(ByteBuffer frame, Consumer<ByteBuffer> direction) {
        int split = network.split(frame.limit());
        direction.accept(frame.slice(0, split));
        if (split < frame.limit()) {
            direction.accept(frame.slice(split, frame.limit() - split));
        }
    }

    private void toClient(ByteBuffer bytes) {
        lastToClient = network.arrival(lastToClient);
        network.agenda().at(lastToClient, () -> {
            if (isServed) {
                network.trace().add("to client", sum(bytes));
                tell(() -> events.received(0, bytes.duplicate()));
            }
        });
    }

    // The first bytes of a frame hold its checksum, so they tell frames apart.
    private static long sum(ByteBuffer bytes) {
        return bytes.limit() < Long.BYTES ? bytes.limit() : bytes.getLong(0) + bytes.limit();
    }

    /** Lets nothing come to the server for this many ns. */
    void stall(long nanos) {
        lastToServer = Math.max(lastToServer, network.agenda().monotonicNanos() + nanos);
    }

    // ---- ends

    /** The server closes the connection. */
    @Override
    public void closed(String why) {
        isServed = false;
        network.agenda().at(network.arrival(lastToClient), () -> end(why));
    }

    /** The session closes the connection. What it sent before still comes to the server. */
    void close() {
        isOpen = false;
        network.agenda().at(network.arrival(lastToServer), this::endAtServer);
    }

    private void endAtServer() {
        MemoryConnection served = server;
        if (isServed && served != null) {
            isServed = false;
            served.close();
        }
    }

    /** The process of the server has died. The session learns of it a little later. */
    void serverDied() {
        isServed = false;
        network.agenda().after(network.latency(), () -> end("the server closed the connection"));
    }

    /** The network cuts the connection. What is on its way to the server is lost, or comes late. */
    void cut(boolean isLate) {
        network.agenda().after(network.latency(), () -> end("the connection was reset"));
        if (isLate) {
            lastToServer = network.arrival(lastToServer) + network.latency() * 100;
            network.agenda().at(lastToServer, this::endAtServer);
        } else {
            endAtServer();
        }
    }
}
