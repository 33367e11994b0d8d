package io.ledgeractors.examples.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports on the loopback address that no other program uses. They lie below the ports that systems give to
 * outgoing connections (from 32768 on Linux), so that no connection takes the port of a node while the node is dead.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;

    private FreePorts() {}

    /**
     * Returns so many different ports, at most 100. Another program may take one before it is used.
     *
     * @throws UncheckedIOException if hardly any port is free
     */
    public static List<Integer> some(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int tries = 0; sockets.size() < count; tries++) {
                bind(LOWEST + ThreadLocalRandom.current().nextInt(COUNT), tries < COUNT, sockets);
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port was found", e);
        } finally {
            for (ServerSocket socket : sockets) {
                close(socket);
            }
        }
    }

    private static void bind(int port, boolean mayFail, List<ServerSocket> sockets) throws IOException {
        try {
            sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            if (!mayFail) {
                throw taken;
            }
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is only a port that was tried.
        }
    }
}
