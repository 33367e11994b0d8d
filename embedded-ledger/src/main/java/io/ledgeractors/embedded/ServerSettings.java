package io.ledgeractors.embedded;

import io.ledgeractors.session.ReplicaAddress;
import java.util.Objects;

/** The settings of a server that serves a ledger over TCP. Immutable and thread-safe. */
public final class ServerSettings {
    /** The default of the greatest number of connections. */
    public static final int DEFAULT_MAX_CONNECTIONS = 256;

    /** The least memory for requests and replies in flight, in bytes: that of two frames. */
    public static final long MIN_FRAME_MEMORY = 2 << 20;

    private static final long DEFAULT_FRAME_MEMORY_MIN = 4 << 20;
    private static final long DEFAULT_FRAME_MEMORY_MAX = 128 << 20;

    private final ReplicaAddress address;
    private final boolean allowRemote;
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

    /** Creates the settings of a server at this address, which must be a loopback address; port 0 picks a free port. */
    public static ServerSettings at(ReplicaAddress address) {
        return new ServerSettings(address, false, DEFAULT_MAX_CONNECTIONS, defaultFrameMemory());
    }

    /** Creates the settings of a server on loopback at a free port. */
    public static ServerSettings onFreePort() {
        return at(new ReplicaAddress(ReplicaAddress.DEFAULT_HOST, 0));
    }

    /**
     * Returns a copy that may listen where other machines reach it. The protocol has neither authentication nor
     * encryption, so everyone who reaches the port may do everything.
     */
    public ServerSettings withAllowRemote(boolean allow) {
        return new ServerSettings(address, allow, maxConnections, frameMemory);
    }

    /**
     * Returns a copy with this greatest number of connections: 1 to 65,535; the default is 256. If all are in use, the
     * server accepts a further one only by closing another one whose client has no session. It closes the one that has
     * been silent longest. If there is none, the further connection is closed at once.
     */
    public ServerSettings withMaxConnections(int connections) {
        return new ServerSettings(address, allowRemote, connections, frameMemory);
    }

    /**
     * Returns a copy with this bound of memory in bytes. Incoming requests of all connections take at most so much of
     * the heap, and replies that are not read yet as much off the heap. The number is at least 2 MiB; the default is an
     * eighth of the heap that the JVM may have, within 4 to 128 MiB.
     *
     * <p>A client waits if there is no memory for its request. A connection that does not complete its request, or does
     * not read its replies, is closed when others wait for the memory that it holds. Frames up to 4 KiB do not count. A
     * larger request is kept only if its client has a session.
     */
    public ServerSettings withFrameMemory(long bytes) {
        return new ServerSettings(address, allowRemote, maxConnections, bytes);
    }

    /** Returns the address to listen on. */
    public ReplicaAddress address() {
        return address;
    }

    /** Returns true if other machines may reach the server. */
    public boolean allowRemote() {
        return allowRemote;
    }

    /** Returns the greatest number of connections. */
    public int maxConnections() {
        return maxConnections;
    }

    /** Returns the greatest number of bytes for requests on their way in, and as many for replies that are not read. */
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
