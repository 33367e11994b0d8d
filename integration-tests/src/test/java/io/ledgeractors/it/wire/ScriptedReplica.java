package io.ledgeractors.it.wire;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One replica of a {@link ScriptedCluster}. It passes frames between clients and its embedded server and changes their
 * view. As a backup it answers pings and drops requests. If a reply's position in the log selects it, it sends a second
 * copy of the reply on its own connection. Thread-safe.
 */
final class ScriptedReplica implements AutoCloseable {
    private final ScriptedCluster cluster;
    private final int number;
    private final ReplicaAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<UInt128, Socket> pinged = new ConcurrentHashMap<>();
    private volatile ServerSocket listener;

    ScriptedReplica(ScriptedCluster cluster, int number, ReplicaAddress server) throws IOException {
        this.cluster = cluster;
        this.number = number;
        this.server = server;
        listen(0);
    }

    ReplicaAddress address() {
        return new ReplicaAddress("127.0.0.1", listener.getLocalPort());
    }

    /** Stops as {@code kill -9} does. Its connections are gone and nobody listens at its address. */
    void kill() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Listens at its address again. */
    void revive() throws IOException {
        listen(listener.getLocalPort());
    }

    /** Sends a frame to a client on this replica's own connection, if there is one. */
    void send(UInt128 client, ByteBuffer frame) {
        Socket socket = pinged.get(client);
        if (socket == null) {
            return;
        }
        try {
            write(socket, frame);
        } catch (IOException gone) {
            pinged.remove(client, socket);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }

    private void listen(int port) throws IOException {
        ServerSocket next = new ServerSocket();
        next.setReuseAddress(true);
        next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener = next;
        daemon(() -> accept(next));
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                Socket behind = new Socket(server.host(), server.port());
                for (Socket socket : List.of(client, behind)) {
                    socket.setTcpNoDelay(true);
                    sockets.add(socket);
                }
                daemon(() -> pass(client, behind, true));
                daemon(() -> pass(behind, client, false));
            }
        } catch (IOException closed) {
            // killed, or the test is over
        }
    }

    private void pass(Socket from, Socket to, boolean toServer) {
        try (from;
                to) {
            for (ByteBuffer frame = read(from); frame != null; frame = read(from)) {
                if (toServer) {
                    note(frame, from);
                }
                if (toServer ? request(frame) : answer(frame)) {
                    write(to, frame);
                }
            }
        } catch (IOException gone) {
            // one end is gone, so both are closed
        }
    }

    // Copies come from other threads: a frame must not be torn by another.
    private static void write(Socket to, ByteBuffer frame) throws IOException {
        synchronized (to) {
            to.getOutputStream().write(frame.array());
        }
    }

    private void note(ByteBuffer frame, Socket from) {
        if (Header.command(frame, 0) == Command.PING_CLIENT) {
            pinged.put(Bytes.getU128(frame, Header.PingClient.CLIENT), from);
        }
    }

    // The server behind the replica knows one view only, so it must not see the view of the script.
    private boolean request(ByteBuffer frame) {
        if (Header.command(frame, 0) != Command.REQUEST) {
            return true;
        }
        if (!cluster.isPrimary(number)) {
            cluster.misdirected(frame.getLong(Header.Request.SESSION));
            return false;
        }
        var sent = Header.checksum(frame, 0);
        frame.putInt(Header.VIEW, 0);
        Header.seal(frame, 0);
        cluster.passed(Header.checksum(frame, 0), sent);
        return true;
    }

    private boolean answer(ByteBuffer frame) {
        if (Header.command(frame, 0) == Command.REPLY) {
            var passed = Bytes.getU128(frame, Header.Reply.REQUEST_CHECKSUM);
            Bytes.putU128(frame, Header.Reply.REQUEST_CHECKSUM, cluster.sent(passed));
            if (cluster.isLost()) {
                return false;
            }
        }
        frame.putInt(Header.VIEW, cluster.view());
        frame.put(Header.REPLICA, (byte) number);
        Header.seal(frame, 0);
        if (Header.command(frame, 0) == Command.REPLY) {
            cluster.copy(frame, number);
        }
        return true;
    }

    private static ByteBuffer read(Socket from) throws IOException {
        InputStream in = from.getInputStream();
        byte[] header = in.readNBytes(Header.SIZE);
        if (header.length < Header.SIZE) {
            return null;
        }
        int size = Header.size(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN), 0);
        ByteBuffer frame = Bytes.allocate(size).put(0, header);
        return frame.put(Header.SIZE, in.readNBytes(size - Header.SIZE));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-replica");
        thread.setDaemon(true);
        thread.start();
    }
}
