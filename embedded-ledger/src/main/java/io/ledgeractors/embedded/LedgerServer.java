package io.ledgeractors.embedded;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.server.ServerLimits;
import io.ledgeractors.embedded.server.TcpServer;
import io.ledgeractors.embedded.server.Timeouts;
import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that serves a ledger at a TCP port to any client of TigerBeetle from 0.16.4 on. Thread-safe. */
public final class LedgerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerServer.class);

    private final TcpServer server;
    private final ReplicaAddress address;
    private final Consumer<LedgerServer> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LedgerServer(TcpServer server, ReplicaAddress address, Consumer<LedgerServer> onClose) {
        this.server = server;
        this.address = address;
        this.onClose = onClose;
    }

    static LedgerServer start(
            ServerSettings settings, EmbeddedSettings ledger, ReplicaLoop loop, Consumer<LedgerServer> onClose) {
        ReplicaAddress wanted = settings.address();
        InetSocketAddress socket = new InetSocketAddress(wanted.host(), wanted.port());
        if (socket.isUnresolved()) {
            throw new UncheckedIOException(new IOException("no such host: " + wanted.host()));
        }
        if (!socket.getAddress().isLoopbackAddress() && !settings.allowRemote()) {
            throw new IllegalArgumentException("other machines would reach the ledger at " + wanted
                    + ", and the protocol has no authentication; listen on 127.0.0.1, or allow it on purpose");
        }
        try {
            TcpServer server = TcpServer.start(
                    socket,
                    new ServerLimits(settings.maxConnections(), settings.frameMemory()),
                    ledger.clusterId(),
                    loop,
                    Timeouts.DEFAULT);
            ReplicaAddress bound =
                    new ReplicaAddress(wanted.host(), server.address().getPort());
            if (!socket.getAddress().isLoopbackAddress()) {
                LOG.warn(
                        "other machines can reach {}, and the protocol has no authentication, so everyone who reaches"
                                + " the port may do everything",
                        bound);
            }
            return new LedgerServer(server, bound, onClose);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Returns the address on which it listens: the host of the settings and the port in use. */
    public ReplicaAddress address() {
        return address;
    }

    /**
     * Returns true if the server serves no client any more although it was not closed. Its thread ended by an error,
     * most likely because memory ran out. The ledger goes on, and can be served anew.
     */
    public boolean hasDied() {
        return server.hasDied();
    }

    /** Closes all connections and the port. The ledger goes on. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.close();
            onClose.accept(this);
        }
    }

    @Override
    public String toString() {
        return "LedgerServer[" + address + "]";
    }
}
