package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;
import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * What all connections of one server have in common. For the event loop.
 *
 * @param cluster the cluster that is served
 * @param loop who answers
 * @param routes where answers go
 * @param seats who has a connection
 * @param frames memory for frames that come
 * @param replies memory for answers that go
 * @param refusals what is told about those who are not served
 * @param timeouts how long peers are waited for
 * @param makingRoom runs while somebody waits for memory
 */
record ServerContext(
        UInt128 cluster,
        ReplicaLoop loop,
        Routes<TcpConnection> routes,
        ConnectionSlots<TcpConnection> seats,
        FrameMemory<TcpConnection> frames,
        ReplyMemory<TcpConnection> replies,
        RejectionLog refusals,
        Timeouts timeouts,
        Deadline makingRoom) {

    private static final Duration SOON = Duration.ofMillis(20);

    static ServerContext create(
            UInt128 cluster, ReplicaLoop loop, ServerLimits capacity, Timeouts timeouts, EventLoop eventLoop) {
        return new ServerContext(
                cluster,
                loop,
                new Routes<>(),
                new ConnectionSlots<>(capacity.connections(), ReplicaLoop.SESSIONS_MAX),
                new FrameMemory<>(capacity.bytes(), new FrameMemory.Listener<>() {
                    @Override
                    public void taken(TcpConnection connection) {
                        connection.memoryTaken();
                    }

                    @Override
                    public void free(TcpConnection connection) {
                        connection.memoryFree();
                    }
                }),
                new ReplyMemory<>(capacity.bytes()),
                new RejectionLog(),
                timeouts,
                new Deadline(eventLoop));
    }

    /** Somebody waits for memory: a connection whose frame is slow has to go. */
    void makeRoomLater() {
        if (!makingRoom.isRunning()) {
            makingRoom.start(FramePace.STALLED, this::makeRoom);
        }
    }

    private void makeRoom() {
        long now = System.nanoTime();
        TcpConnection slow = frames.firstBusy(connection -> connection.isSlow(now));
        if (slow != null) {
            slow.makeRoom();
        }
        if (frames.isAwaited()) {
            makingRoom.start(SOON, this::makeRoom);
        }
    }
}
