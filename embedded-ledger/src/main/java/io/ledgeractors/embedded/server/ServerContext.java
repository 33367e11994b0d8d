package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;
import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * The state that all connections of one server share. Only the event loop uses it.
 *
 * @param cluster id of the cluster that is served
 * @param loop the ledger's thread, which takes the frames
 * @param routes the connection of each client
 * @param slots the bounded number of connections
 * @param frames memory for large frames that come in
 * @param replies memory for replies that are not read yet
 * @param rejections limits the lines about rejected connections and frames
 * @param timeouts how long the server waits for peers
 * @param reclaiming runs while a connection waits for memory
 */
record ServerContext(
        UInt128 cluster,
        ReplicaLoop loop,
        Routes<TcpConnection> routes,
        ConnectionSlots<TcpConnection> slots,
        FrameMemory<TcpConnection> frames,
        ReplyMemory<TcpConnection> replies,
        RejectionLog rejections,
        Timeouts timeouts,
        Deadline reclaiming) {

    private static final Duration RECLAIM_EVERY = Duration.ofMillis(20);

    static ServerContext create(
            UInt128 cluster, ReplicaLoop loop, ServerLimits limits, Timeouts timeouts, EventLoop eventLoop) {
        return new ServerContext(
                cluster,
                loop,
                new Routes<>(),
                new ConnectionSlots<>(limits.connections(), ReplicaLoop.SESSIONS_MAX),
                new FrameMemory<>(limits.bytes(), new FrameMemory.Listener<>() {
                    @Override
                    public void taken(TcpConnection connection) {
                        connection.memoryTaken();
                    }

                    @Override
                    public void free(TcpConnection connection) {
                        connection.memoryFree();
                    }
                }),
                new ReplyMemory<>(limits.bytes()),
                new RejectionLog(),
                timeouts,
                new Deadline(eventLoop));
    }

    /** Begins to close connections whose frame is slow, as long as a connection waits for memory. */
    void reclaimLater() {
        if (!reclaiming.isRunning()) {
            reclaiming.start(FramePace.STALLED, this::reclaim);
        }
    }

    private void reclaim() {
        long now = System.nanoTime();
        TcpConnection slow = frames.firstBusy(connection -> connection.isSlow(now));
        if (slow != null) {
            slow.rejectAsSlow();
        }
        if (frames.isAwaited()) {
            reclaiming.start(RECLAIM_EVERY, this::reclaim);
        }
    }
}
