package io.ledgeractors.client;

import io.ledgeractors.client.internal.session.ServerFrames;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server for tests, with plain sockets and a thread for each connection. It registers sessions, answers pings and
 * echoes the body of every request. A script can make it misbehave.
 */
final class FakeServer implements AutoCloseable {
    /** The ways to treat a request instead of answering it. */
    interface Script {
        /** Returns true if the script dealt with the request. */
        boolean onRequest(Peer peer, int nth, ByteBuffer header, ByteBuffer body) throws IOException;
    }

    private final UInt128 cluster;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Script script = (peer, nth, header, body) -> false;
    private volatile boolean closesAtOnce;
    private int requests;
    private long op;

    FakeServer(UInt128 cluster) throws IOException {
        this(cluster, 0);
    }

    FakeServer(UInt128 cluster, int port) throws IOException {
        this(cluster, InetAddress.getLoopbackAddress(), port);
    }

    FakeServer(UInt128 cluster, InetAddress host, int port) throws IOException {
        this.cluster = cluster;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new java.net.InetSocketAddress(host, port));
        daemon(this::accept, "fake-server-accept");
    }

    ReplicaAddress address() {
        return new ReplicaAddress(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    void script(Script next) {
        script = next;
    }

    void closeAtOnce(boolean value) {
        closesAtOnce = value;
    }

    /** Returns the frames that came, such as "ping", "register" and "request 1". */
    List<String> seen() {
        return new ArrayList<>(seen);
    }

    void cutConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutConnections();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                if (closesAtOnce) {
                    socket.close();
                    continue;
                }
                sockets.add(socket);
                daemon(() -> serve(socket), "fake-server-connection");
            }
        } catch (IOException closed) {
            // The test is over and has closed the listener.
        }
    }

    private void serve(Socket socket) {
        FrameReader reader = FrameReader.keepingAll(cluster);
        byte[] piece = new byte[1 << 16];
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            for (int length = in.read(piece); length > 0; length = in.read(piece)) {
                ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
                FrameReader.Result result = reader.read(bytes);
                for (; result == FrameReader.Result.FRAME; result = reader.read(bytes)) {
                    frame(new Peer(socket), reader.header(), reader.body());
                }
                if (result == FrameReader.Result.FAULT) {
                    seen.add(reader.fault().name());
                    return;
                }
            }
        } catch (IOException gone) {
            // The client or the test has ended the connection.
        }
    }

    private synchronized void frame(Peer peer, ByteBuffer header, ByteBuffer body) throws IOException {
        if (Header.command(header, 0) == Command.PING_CLIENT) {
            seen.add("ping");
            peer.pong(header);
            return;
        }
        int number = header.getInt(Header.Request.REQUEST);
        seen.add(number == 0 ? "register" : "request " + number);
        if (!script.onRequest(peer, ++requests, header, body)) {
            peer.reply(header, body);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection from the server's side. Scripts answer on it. */
    final class Peer {
        private final Socket socket;

        Peer(Socket socket) {
            this.socket = socket;
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void cut() throws IOException {
            socket.close();
        }

        void pong(ByteBuffer ping) throws IOException {
            send(frames().pong(ping).array());
        }

        void evict(ByteBuffer request, EvictionReason reason) throws IOException {
            UInt128 client = Bytes.getU128(request, Header.Request.CLIENT);
            send(frames().eviction(client, reason).array());
        }

        void reply(ByteBuffer request, ByteBuffer body) throws IOException {
            send(replyTo(request, body));
        }

        byte[] replyTo(ByteBuffer request, ByteBuffer body) {
            op++;
            boolean register = request.get(Header.Request.OPERATION) == Operation.REGISTER.code();
            ByteBuffer reply =
                    register ? frames().registerReply(request, op, Header.BODY_MAX) : frames().reply(request, op, body);
            return reply.array();
        }

        private ServerFrames frames() {
            return ServerFrames.of(cluster);
        }
    }
}
