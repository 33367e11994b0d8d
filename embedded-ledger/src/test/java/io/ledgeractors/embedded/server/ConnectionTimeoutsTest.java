package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.log.MemoryLog;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that do not complete what they begin, on a channel whose time the test moves. */
class ConnectionTimeoutsTest {
    private static final Timeouts TIMEOUTS = Timeouts.DEFAULT;
    private static final Duration INSTANT = Duration.ofMillis(1);

    /** Keeps written replies, until the test says that the peer has read one. */
    private static final class UnreadReplies extends ChannelOutboundHandlerAdapter {
        private final Deque<ChannelPromise> writes = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            writes.add(promise);
        }

        void readOne() {
            writes.remove().setSuccess();
        }
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final UnreadReplies replies = new UnreadReplies();
    private TcpConnection connection;

    @BeforeEach
    void connect() {
        channel.freezeTime();
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, Header.BODY_MAX),
                new FakeMachine());
        // It is not started, so frames that are handed over wait for ever.
        ReplicaLoop loop = new ReplicaLoop(replica, new MemoryLog(), Clock.system(), () -> {}, () -> {}, full -> {});
        ServerContext context =
                ServerContext.create(UInt128.ZERO, loop, new ServerLimits(10, 4 << 20), TIMEOUTS, channel.eventLoop());
        connection = new TcpConnection(channel, context);
        assertThat(connection.takeSlot()).isTrue();
        channel.pipeline().addLast(replies, connection);
    }

    @Test
    void shouldCutAPeerThatDoesNotFinishAHeader() {
        send(register(), 0, 100);
        pass(TIMEOUTS.header().minus(INSTANT));
        assertThat(channel.isOpen()).isTrue();
        pass(INSTANT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCutAPeerThatDoesNotFinishABody() {
        send(register(), 0, Header.SIZE + 44);
        pass(TIMEOUTS.body().minus(INSTANT));
        assertThat(channel.isOpen()).isTrue();
        pass(INSTANT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCutAPeerThatSendsTheBytesOfAHeaderOneByOne() {
        byte[] frame = register();
        Duration each = TIMEOUTS.header().dividedBy(100);
        int sent = 0;
        while (channel.isOpen() && sent < Header.SIZE - 1) {
            send(frame, sent, sent + 1);
            pass(each);
            sent++;
        }
        assertThat(channel.isOpen()).isFalse();
        assertThat(sent).as("bytes until the time of a header has passed").isEqualTo(100);
    }

    @Test
    void shouldCutAPeerThatIsSilent() {
        pass(TIMEOUTS.idle().minus(INSTANT));
        assertThat(channel.isOpen()).isTrue();
        pass(INSTANT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCutAPeerThatNeverSendsAValidFrame() {
        byte[] ofNoClient = frame(UInt128.ZERO);
        send(ofNoClient, 0, ofNoClient.length);
        pass(TIMEOUTS.idle().minus(INSTANT));
        assertThat(channel.isOpen()).isTrue();
        pass(INSTANT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldLetAPeerThatHasSentAValidFrameBeSilent() {
        send(register(), 0, register().length);
        pass(Duration.ofDays(1));
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void shouldCutAPeerThatDoesNotReadAReply() {
        send(register(), 0, register().length);
        reply();
        pass(TIMEOUTS.unread().minus(INSTANT));
        assertThat(channel.isOpen()).isTrue();
        pass(INSTANT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldGiveEachReplyATimeOfItsOwnToBeRead() {
        send(register(), 0, register().length);
        reply();
        reply();
        pass(TIMEOUTS.unread().minus(INSTANT));
        replies.readOne();
        pass(TIMEOUTS.unread().minus(INSTANT));
        assertThat(channel.isOpen()).isTrue();
        replies.readOne();
        pass(TIMEOUTS.unread());
        assertThat(channel.isOpen()).isTrue();
    }

    private void reply() {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.REPLY, UInt128.ZERO, Release.CLIENT);
        connection.send(frame);
        channel.runPendingTasks();
    }

    private void send(byte[] bytes, int from, int to) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private static byte[] register() {
        return frame(UInt128.of(7));
    }

    private static byte[] frame(UInt128 client) {
        int length = Operation.REGISTER.eventSize();
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.CLIENT, client);
        frame.put(Header.Request.OPERATION, (byte) Operation.REGISTER.code());
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
        return frame.array();
    }
}
