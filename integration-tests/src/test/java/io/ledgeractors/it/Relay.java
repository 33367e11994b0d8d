package io.ledgeractors.it;

import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between clients and a server that a test can make swallow what the server says. Thread-safe. */
final class Relay implements AutoCloseable {
    private final ReplicaAddress server;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    Relay(ReplicaAddress server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    ReplicaAddress address() {
        return new ReplicaAddress("127.0.0.1", listener.getLocalPort());
    }

    /** Lets requests through and no answers. */
    void silence() {
        silent = true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void connect(Socket client) throws IOException {
        Socket behind = new Socket(server.host(), server.port());
        for (Socket socket : List.of(client, behind)) {
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        daemon(() -> pump(client, behind, false));
        daemon(() -> pump(behind, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length > 0; length = in.read(piece)) {
                if (!(answers && silent)) {
                    out.write(piece, 0, length);
                }
            }
        } catch (IOException cut) {
            // one end is gone, so both are closed
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
