package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.Peer;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: bytes to frames, frames to the ledger, answers back. While the ledger holds a frame nothing more
 * is read, so a connection costs one frame of memory and what its socket buffers hold. All on the event loop but
 * the methods of {@link Peer}.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter implements Peer {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final Channel channel;
    private final ReplicaLoop loop;
    private final Routes<TcpConnection> routes;
    private final Timeouts timeouts;
    private final FrameReader reader;
    private final Identity identity = new Identity();
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private boolean lent;
    private @Nullable ScheduledFuture<?> readDeadline;
    private boolean bodyDeadline;
    private @Nullable ScheduledFuture<?> writeDeadline;

    TcpConnection(Channel channel, UInt128 cluster, ReplicaLoop loop, Routes<TcpConnection> routes, Timeouts timeouts) {
        this.channel = channel;
        this.loop = loop;
        this.routes = routes;
        this.timeouts = timeouts;
        this.reader = new FrameReader(cluster);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        held.add((ByteBuf) message);
        work();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        UInt128 client = identity.client();
        if (client != null) {
            routes.closed(client, this);
        }
        held.forEach(ByteBuf::release);
        held.clear();
        cancel(readDeadline);
        cancel(writeDeadline);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        cancel(writeDeadline);
        writeDeadline = channel.isWritable() ? null : cutAfter(timeouts.unread(), "does not read its answers");
        readOn();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("{} failed", channel, cause);
        channel.close();
    }

    @Override
    public void consumed() {
        inLoop(() -> {
            lent = false;
            work();
        });
    }

    @Override
    public void send(ByteBuffer frame) {
        inLoop(() -> {
            UInt128 client = identity.client();
            TcpConnection receiver = client == null ? null : routes.of(client);
            if (receiver != null) {
                receiver.channel.writeAndFlush(
                        Unpooled.wrappedBuffer(frame.array(), frame.arrayOffset(), frame.limit()),
                        receiver.channel.voidPromise());
            }
        });
    }

    @Override
    public void broken(String why) {
        inLoop(() -> {
            LOG.warn("{} is closed: {}", channel, why);
            channel.close();
        });
    }

    private void inLoop(Runnable step) {
        try {
            channel.eventLoop().execute(step);
        } catch (java.util.concurrent.RejectedExecutionException closing) {
            LOG.debug("{} is gone with its server", channel);
        }
    }

    private void work() {
        while (!lent && channel.isOpen() && !held.isEmpty()) {
            ByteBuf next = held.getFirst();
            if (next.isReadable()) {
                read(next);
            } else {
                held.removeFirst().release();
            }
        }
        watchReading();
        readOn();
    }

    private void read(ByteBuf bytes) {
        ByteBuffer view = bytes.nioBuffer();
        int before = view.remaining();
        FrameReader.Result result = reader.feed(view);
        bytes.skipBytes(before - view.remaining());
        if (result == FrameReader.Result.CLOSE) {
            LOG.debug("{} sent a broken frame or one for another cluster", channel);
            channel.close();
        } else if (result == FrameReader.Result.FRAME) {
            cancel(readDeadline);
            readDeadline = null;
            frame(reader.frame());
        }
    }

    private void frame(ByteBuffer frame) {
        int command = Header.command(frame, 0);
        if (command == Command.PING_CLIENT && FrameRules.isPing(frame)) {
            UInt128 client = FrameRules.pingClient(frame);
            if (passes(identity.ping(client))) {
                TcpConnection before = routes.ping(client, this);
                if (before != null) {
                    before.channel.close();
                }
                lent = true;
                loop.ping(frame, this);
            }
        } else if (command == Command.REQUEST && FrameRules.isRequest(frame)) {
            UInt128 client = FrameRules.requestClient(frame);
            if (passes(identity.request(client))) {
                routes.request(client, this);
                lent = true;
                loop.request(frame, this);
            }
        }
    }

    private boolean passes(Identity.Verdict verdict) {
        if (verdict == Identity.Verdict.CLOSE) {
            channel.close();
        }
        return verdict == Identity.Verdict.PASS;
    }

    private void readOn() {
        channel.config().setAutoRead(!lent && channel.isWritable());
    }

    private void watchReading() {
        boolean begun = !lent && (reader.inHeader() || reader.inBody());
        if (begun && readDeadline != null && bodyDeadline == reader.inBody()) {
            return;
        }
        cancel(readDeadline);
        readDeadline = null;
        if (begun) {
            bodyDeadline = reader.inBody();
            readDeadline = bodyDeadline
                    ? cutAfter(timeouts.body(), "does not finish a body")
                    : cutAfter(timeouts.header(), "does not finish a header");
        }
    }

    private ScheduledFuture<?> cutAfter(Duration time, String why) {
        return channel.eventLoop()
                .schedule(
                        () -> {
                            LOG.warn("{} {} within {} and is cut", channel, why, time);
                            channel.close();
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void cancel(@Nullable ScheduledFuture<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
