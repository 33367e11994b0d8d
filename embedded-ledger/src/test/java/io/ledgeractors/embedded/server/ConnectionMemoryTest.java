package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.log.MemoryLog;
import io.ledgeractors.embedded.replica.AdmissionResult;
import io.ledgeractors.embedded.replica.FakeMachine;
import io.ledgeractors.embedded.replica.Replica;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.replica.ReplicaSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections while memory or the capacity of the ledger is short. */
class ConnectionMemoryTest {
    private static final UInt128 CLIENT = UInt128.of(7);
    private static final int LIMIT = 2 * Header.FRAME_MAX;

    /** Takes replies that the peer never reads. */
    private static final class UnreadReplies extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private ServerContext context;
    private long session;

    @BeforeEach
    void serve() {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, Header.BODY_MAX),
                new FakeMachine());
        replica.replay(replica.start());
        if (replica.request(register(CLIENT), 1, 0) instanceof AdmissionResult.Execute register) {
            replica.commit(register.prepare());
            session = register.prepare().op();
        }
        // It is not started, so frames that are handed over wait for ever.
        ReplicaLoop loop = new ReplicaLoop(replica, new MemoryLog(), Clock.system(), () -> {}, () -> {}, full -> {});
        context = ServerContext.create(
                UInt128.ZERO, loop, new ServerLimits(10, LIMIT), Timeouts.DEFAULT, new EmbeddedChannel().eventLoop());
    }

    @AfterEach
    void disconnect() {
        channels.forEach(EmbeddedChannel::close);
    }

    @Test
    void shouldKeepNothingLargeForAClientWithoutASession() {
        EmbeddedChannel stranger = connect();
        send(stranger, largest(UInt128.of(8), 5));
        send(stranger, new byte[100_000]);
        assertThat(context.frames().used()).isZero();
        assertThat(isKeepingBody(stranger)).isFalse();
        assertThat(stranger.isOpen()).isTrue();

        EmbeddedChannel client = connect();
        send(client, largest(CLIENT, session));
        assertThat(isKeepingBody(client)).isTrue();
        assertThat(context.frames().used()).isEqualTo(Header.FRAME_MAX);
    }

    @Test
    void shouldReadNothingMoreOfAFrameForWhichThereIsNoMemory() {
        EmbeddedChannel first = connect();
        EmbeddedChannel second = connect();
        EmbeddedChannel third = connect();
        for (EmbeddedChannel channel : channels) {
            send(channel, largest(CLIENT, session));
        }
        assertThat(context.frames().used()).isEqualTo(LIMIT);
        assertThat(first.config().isAutoRead()).isTrue();
        assertThat(second.config().isAutoRead()).isTrue();
        assertThat(third.config().isAutoRead()).isFalse();

        first.close();
        assertThat(third.config().isAutoRead()).as("there is memory again").isTrue();
        assertThat(context.frames().used()).isEqualTo(LIMIT);
    }

    @Test
    void shouldCloseTheOneThatHasNotReadItsReplyForLongestOnceTheirMemoryIsUsedUp() {
        for (int client = 1; client <= 3; client++) {
            EmbeddedChannel channel = connect();
            send(channel, register(UInt128.of(client)).array());
            ByteBuffer reply = Bytes.allocate(Header.FRAME_MAX);
            Header.begin(reply, 0, Command.REPLY, UInt128.ZERO, Release.CLIENT);
            channel.pipeline().get(TcpConnection.class).send(reply);
            channel.runPendingTasks();
        }
        assertThat(channels).extracting(EmbeddedChannel::isOpen).containsExactly(false, true, true);
    }

    @Test
    void shouldCloseTheConnectionOfARequestForWhichTheLedgerHasNoCapacity() {
        EmbeddedChannel channel = connect();
        channel.pipeline().get(TcpConnection.class).full("the disk is full");
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel();
        TcpConnection connection = new TcpConnection(channel, context);
        assertThat(connection.takeSlot()).isTrue();
        channel.pipeline().addLast(new UnreadReplies(), connection);
        channels.add(channel);
        return channel;
    }

    private static boolean isKeepingBody(EmbeddedChannel channel) {
        return channel.pipeline().get(TcpConnection.class).isKeepingBody();
    }

    private static void send(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    private static ByteBuffer register(UInt128 client) {
        int length = Operation.REGISTER.eventSize();
        ByteBuffer frame = request(client, Operation.REGISTER, 0, length);
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
        return frame;
    }

    // Returns the header of a request that announces the largest body.
    private static byte[] largest(UInt128 client, long session) {
        ByteBuffer frame = request(client, Operation.CREATE_TRANSFERS, session, 0);
        Header.body(frame, 0, Header.BODY_MAX, UInt128.ZERO);
        Header.seal(frame, 0);
        return frame.array();
    }

    private static ByteBuffer request(UInt128 client, Operation operation, long session, int length) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.CLIENT, client);
        frame.putLong(Header.Request.SESSION, session);
        frame.putInt(Header.Request.REQUEST, session == 0 ? 0 : 1);
        frame.put(Header.Request.OPERATION, (byte) operation.code());
        return frame;
    }
}
