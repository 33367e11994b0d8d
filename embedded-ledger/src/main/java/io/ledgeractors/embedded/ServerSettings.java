package io.ledgeractors.embedded;

import io.ledgeractors.session.ReplicaAddress;
import java.util.Objects;

/** How a ledger is served over TCP. Immutable and thread-safe. */
public final class ServerSettings {
    /** Connections at most, unless told otherwise. */
    public static final int DEFAULT_MAX_CONNECTIONS = 256;

    private final ReplicaAddress address;
    private final boolean allowRemote;
    /** The least memory for requests and replies on their way, in bytes: that of two frames. */
    public static final long MIN_FRAME_MEMORY = 2 << 20;

    private static final long DEFAULT_FRAME_MEMORY_MIN = 4 << 20;
    private static final long DEFAULT_FRAME_MEMORY_MAX = 128 << 20;

    private final int maxConnections;
    private final long frameMemory;

    private ServerSettings(ReplicaAddress address, boolean allowRemote, int maxConnections, long frameMemory) {
        this.address = Objects.requireNonNull(address, "address");
        this.allowRemote = allowRemote;
        if (maxConnections < 1 || maxConnections > 65_535) {
            throw new IllegalArgumentException("a server takes 1 to 65535 connections, not " + maxConnections);
        }
        this.maxConnections = maxConnections;
        if (frameMemory < MIN_FRAME_MEMORY) {
            throw new IllegalArgumentException(
                    "a server needs at least " + MIN_FRAME_MEMORY + " bytes for frames, not " + frameMemory);
        }
        this.frameMemory = frameMemory;
    }

    /** A server at this address, which must be a loopback one; port 0 picks a free one. */
    public static ServerSettings at(ReplicaAddress address) {
        return new ServerSettings(address, false, DEFAULT_MAX_CONNECTIONS, defaultFrameMemory());
    }

    /** A server on loopback at a free port. */
    public static ServerSettings onFreePort() {
        return at(new ReplicaAddress(ReplicaAddress.DEFAULT_HOST, 0));
    }

    /**
     * Lets the server listen where other machines reach it. The protocol knows neither passwords nor encryption:
     * whoever reaches the port may do everything.
     */
    public ServerSettings withAllowRemote(boolean allow) {
        return new ServerSettings(address, allow, maxConnections, frameMemory);
    }

    /**
     * With this many connections at most instead of 256, 1 to 65,535. Those beyond are closed at once, unless one
     * whose client has no session can go; the one that has been silent longest does.
     */
    public ServerSettings withMaxConnections(int connections) {
        return new ServerSettings(address, allowRemote, connections, frameMemory);
    }

    /**
     * With this many bytes of heap at most for the requests of all connections that are on their way, and as many bytes
     * off the heap for replies that are not read yet. At least 2 MiB; unless told otherwise an eighth of the heap that
     * the JVM may have, 4 to 128 MiB. Clients for whose request there is no memory wait. A connection that does not
     * finish its request, or does not read its replies, is closed when others wait for the memory that it holds. Frames
     * up to 4 KiB do not count. A larger request is kept only if its client has a session.
     */
    public ServerSettings withFrameMemory(long bytes) {
        return new ServerSettings(address, allowRemote, maxConnections, bytes);
    }

    /** Where it listens. */
    public ReplicaAddress address() {
        return address;
    }

    /** True if other machines may reach it. */
    public boolean allowRemote() {
        return allowRemote;
    }

    /** Connections at most. */
    public int maxConnections() {
        return maxConnections;
    }

    /** Most bytes of heap for requests on their way, and of direct memory for replies that are not read yet. */
    public long frameMemory() {
        return frameMemory;
    }

    private static long defaultFrameMemory() {
        long share = Runtime.getRuntime().maxMemory() / 8;
        return Math.min(DEFAULT_FRAME_MEMORY_MAX, Math.max(DEFAULT_FRAME_MEMORY_MIN, share));
    }

    @Override
    public String toString() {
        return "ServerSettings[" + address + (allowRemote ? ", remote allowed" : "") + ", at most " + maxConnections
                + " connections]";
    }
}
