package io.ledgeractors.it.wire;

import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A relay between clients and a server. A test can cut it, drop what the server sends, or hold back what clients send.
 * Thread-safe.
 */
public final class Relay implements AutoCloseable {
    /** The side that sends the bytes. */
    public enum Side {
        /** The client, which sends requests and pings. */
        CLIENT,
        /** The server, which sends replies and pongs. */
        SERVER
    }

    /** Lets some bytes of one side through and then cuts the connection. */
    private static final class Cut {
        private final Side side;
        private final CountDownLatch made = new CountDownLatch(1);
        private int left;

        Cut(Side side, int left) {
            this.side = side;
            this.left = left;
        }
    }

    /** Holds the bytes of clients on some connections until it is released. */
    private static final class Hold {
        private boolean isHeld;

        synchronized void hold() {
            isHeld = true;
        }

        synchronized void release() {
            isHeld = false;
            notifyAll();
        }

        synchronized void pass() {
            while (isHeld) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted", e);
                }
            }
        }
    }

    private final ReplicaAddress server;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicReference<Cut> cut = new AtomicReference<>();
    private final AtomicReference<UnaryOperator<byte[]>> mangler = new AtomicReference<>();
    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile Hold hold = new Hold();

    /** Creates a relay to this server. */
    public Relay(ReplicaAddress server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Returns the address that clients connect to. */
    public ReplicaAddress address() {
        return new ReplicaAddress("127.0.0.1", listener.getLocalPort());
    }

    /** Drops what the server sends from now on, and lets requests through. */
    public void silence() {
        silent = true;
    }

    /** Ends the silence and closes the connections, because the dropped bytes have garbled them. */
    public void speak() {
        silent = false;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // it was closed already
            }
        }
    }

    /**
     * Holds back the bytes of clients on the connections that are open now, even if the clients close them. Running the
     * returned action releases them. Later connections are not held.
     */
    public Runnable hold() {
        Hold held = hold;
        held.hold();
        holds.add(held);
        hold = new Hold();
        return held::release;
    }

    /** Cuts the connection once, after this side has sent so many more bytes. */
    public void cutAfter(Side side, int bytes) {
        cut.set(new Cut(side, bytes));
    }

    /** Changes the next bytes of the server once. They are a whole frame if frames are small and come one by one. */
    public void mangleNextAnswer(UnaryOperator<byte[]> change) {
        mangler.set(change);
    }

    /** Waits until the requested cut has been made. Returns false if it is not made within 5 s. */
    public boolean awaitCut() throws InterruptedException {
        Cut wanted = cut.get();
        return wanted == null || wanted.made.await(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        holds.forEach(Hold::release);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                try {
                    connect(client);
                } catch (IOException nobody) {
                    client.close();
                }
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
        Hold present = hold;
        daemon(() -> pump(client, behind, Side.CLIENT, present));
        daemon(() -> pump(behind, client, Side.SERVER, present));
    }

    private void pump(Socket from, Socket to, Side side, Hold present) {
        byte[] piece = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length > 0; length = in.read(piece)) {
                if (side == Side.CLIENT) {
                    present.pass();
                }
                if (side == Side.SERVER && silent) {
                    continue;
                }
                byte[] said = side == Side.SERVER ? mangled(piece, length) : piece;
                int through = lengthUntilCut(side, said == piece ? length : said.length);
                out.write(said, 0, through);
                if (isOver(side)) {
                    break;
                }
            }
        } catch (IOException gone) {
            // one end is gone, so both are closed
        }
        sockets.removeAll(List.of(from, to));
    }

    private byte[] mangled(byte[] piece, int length) {
        UnaryOperator<byte[]> change = mangler.getAndSet(null);
        return change == null ? piece : change.apply(Arrays.copyOf(piece, length));
    }

    private int lengthUntilCut(Side side, int length) {
        Cut wanted = cut.get();
        if (wanted == null || wanted.side != side) {
            return length;
        }
        int through = Math.min(length, wanted.left);
        wanted.left -= through;
        return through;
    }

    private boolean isOver(Side side) {
        Cut wanted = cut.get();
        if (wanted == null || wanted.side != side || wanted.left > 0 || !cut.compareAndSet(wanted, null)) {
            return false;
        }
        wanted.made.countDown();
        return true;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
