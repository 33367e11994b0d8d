package io.ledgeractors.it.nodes;

import io.ledgeractors.examples.cluster.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Relays in front of the remoting ports of nodes, which can part one node from the others. A node sends from a loopback
 * address of its own, so that a relay knows who connects. That works on Linux, where all of 127.0.0.0/8 is the
 * loopback. Thread-safe.
 */
final class NodeRelays implements AutoCloseable {
    private static final String HERE = "127.0.0.1";
    private static final int SOURCE = 10;

    private record Link(int from, int to, Socket client, Socket server) {
        void close() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.close();
                } catch (IOException gone) {
                    // It was closed already.
                }
            }
        }
    }

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final List<Integer> behind;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile Set<Integer> parted = Set.of();

    /** Creates relays for so many nodes. */
    NodeRelays(int nodes) throws IOException {
        for (int node = 1; node <= nodes; node++) {
            listeners.add(new ServerSocket(0, 50, InetAddress.getByName(HERE)));
        }
        behind = FreePorts.some(nodes);
        for (int node = 1; node <= nodes; node++) {
            int to = node;
            daemon(() -> accept(to));
        }
    }

    /** Returns the ports that the other nodes connect to, from node 1. */
    List<Integer> ports() {
        return listeners.stream().map(ServerSocket::getLocalPort).toList();
    }

    /** Returns the options that put a node behind its relay. */
    List<String> options(int node) {
        String artery = "-Dpekko.remote.artery.";
        return List.of(
                artery + "bind.hostname=" + HERE,
                artery + "bind.port=" + behind.get(node - 1),
                artery + "advanced.tcp.outbound-client-hostname=127.0.0." + (SOURCE + node));
    }

    /** Cuts a node off from all others, in both directions. */
    void part(int node) {
        parted = Set.of(node);
        links.stream().filter(link -> isCut(link.from(), link.to())).forEach(Link::close);
    }

    /** Lets all nodes connect again. */
    void heal() {
        parted = Set.of();
    }

    private boolean isCut(int from, int to) {
        return from != to && (parted.contains(from) || parted.contains(to));
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        links.forEach(Link::close);
    }

    private void accept(int to) {
        try {
            while (true) {
                Socket client = listeners.get(to - 1).accept();
                int from = (client.getInetAddress().getAddress()[3] & 0xff) - SOURCE;
                if (isCut(from, to)) {
                    client.close();
                } else {
                    connect(from, to, client);
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(int from, int to, Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(HERE, behind.get(to - 1)));
        } catch (IOException nobody) {
            client.close();
            return;
        }
        Link link = new Link(from, to, client, server);
        links.add(link);
        // A cut that came meanwhile has not seen this link.
        if (isCut(from, to)) {
            link.close();
        }
        daemon(() -> pump(link, client, server));
        daemon(() -> pump(link, server, client));
    }

    private void pump(Link link, Socket source, Socket target) {
        byte[] piece = new byte[1 << 16];
        try {
            InputStream in = source.getInputStream();
            OutputStream out = target.getOutputStream();
            for (int length = in.read(piece); length > 0; length = in.read(piece)) {
                out.write(piece, 0, length);
            }
        } catch (IOException gone) {
            // One end is gone, so both are closed.
        }
        link.close();
        links.remove(link);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "node-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
