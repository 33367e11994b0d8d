package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplySink;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, which cuts bytes into frames, hands frames to the ledger and sends replies back.
 *
 * <p>A connection stops reading, and leaves what was read, in three cases: the ledger holds its frame, there is no
 * memory for its next frame, or the peer does not read its replies. So a connection costs the memory of one frame, one
 * reply and its socket buffers. Large frames and replies of all connections together are bounded.
 *
 * <p>Only the event loop uses it, except the methods of {@link ReplySink}, which any thread may call.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter implements ReplySink {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final Channel channel;
    private final ServerContext server;
    private final FrameReader reader;
    private final ReadSize readSize = new ReadSize();
    private final Identity identity = new Identity();
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private final Deadline firstFrame;
    private final Deadline wholeFrame;
    private final Deadline repliesRead;
    private boolean lent;
    private boolean isBodyAwaited;
    private boolean isWaiting;
    private boolean isRegistered;
    private final FramePace pace = new FramePace();
    private int unread;

    TcpConnection(Channel channel, ServerContext server) {
        this.channel = channel;
        this.server = server;
        this.reader = FrameReader.withRule(server.cluster(), this::keeping);
        this.firstFrame = new Deadline(channel.eventLoop());
        channel.config().setRecvByteBufAllocator(readSize);
        this.wholeFrame = new Deadline(channel.eventLoop());
        this.repliesRead = new Deadline(channel.eventLoop());
    }

    /** Takes a slot for this connection; closes the connection and returns false if there is none. */
    boolean takeSlot() {
        ConnectionSlots<TcpConnection> slots = server.slots();
        if (slots.isFull()) {
            TcpConnection idle = slots.idle(other -> other.lent);
            if (idle == null) {
                reject(RejectReason.CROWDED, "");
                return false;
            }
            idle.reject(RejectReason.YIELDED, "");
            slots.free(idle);
        }
        slots.take(this);
        firstFrame.start(server.timeouts().idle(), () -> reject(RejectReason.IDLE, ""));
        return true;
    }

    /** Gives the memory of this connection, which is between two frames, to others. */
    void memoryTaken() {
        reader.shrink();
    }

    /** Goes on with the frame that waits, because there may be memory for it now. */
    void memoryFree() {
        isWaiting = false;
        if (isFree()) {
            work();
        } else {
            server.frames().stopWaiting(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        held.add((ByteBuf) message);
        if (channel.isOpen()) {
            work();
        } else {
            forgetHeld();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        server.slots().free(this);
        server.frames().leave(this);
        UInt128 client = identity.client();
        if (client != null) {
            server.routes().closed(client, this);
        }
        forgetHeld();
        firstFrame.cancel();
        wholeFrame.cancel();
        repliesRead.cancel();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        work();
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
            server.frames().done(this);
            work();
        });
    }

    @Override
    public void send(ByteBuffer frame) {
        inLoop(() -> {
            UInt128 client = identity.client();
            TcpConnection receiver = client == null ? null : server.routes().of(client);
            if (receiver != null) {
                receiver.write(frame);
            }
        });
    }

    @Override
    public void full(String why) {
        // Without a reply the client would wait without a sign, so its connection is closed.
        inLoop(() -> reject(RejectReason.FULL, why));
    }

    @Override
    public void broken(String why) {
        inLoop(() -> reject(RejectReason.STOPPED, why));
    }

    private void inLoop(Runnable step) {
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException closing) {
            LOG.debug("{} was closed with its server", channel);
        }
    }

    private void write(ByteBuffer frame) {
        int command = Header.command(frame, 0);
        if (command == Command.REPLY) {
            server.slots().answered(this);
            becomeRegistered();
        } else if (command == Command.EVICTION) {
            evicted(EvictionReason.ofCode(frame.get(Header.Eviction.REASON)));
        }
        // A peer that does not read must not fill the memory. A client that gets no reply repeats its request.
        if (channel.isWritable()) {
            ChannelFuture written =
                    channel.writeAndFlush(Unpooled.wrappedBuffer(frame.array(), frame.arrayOffset(), frame.limit()));
            if (!written.isDone()) {
                awaitRead(written, frame.limit());
            }
        }
    }

    private void evicted(EvictionReason reason) {
        log("was evicted: " + reason, identity.name());
        if (reason == EvictionReason.NO_SESSION) {
            server.slots().evicted(this);
        }
    }

    // Each reply must be read in time, so a peer gains nothing by reading a byte now and then.
    private void awaitRead(ChannelFuture written, int bytes) {
        unread++;
        server.replies().add(this, bytes);
        TcpConnection slowest = server.replies().slowest();
        if (slowest != null) {
            slowest.reject(RejectReason.HOARDING, "");
        }
        if (!repliesRead.isRunning()) {
            awaitRead();
        }
        written.addListener(read -> {
            repliesRead.cancel();
            server.replies().remove(this, bytes);
            if (--unread > 0 && channel.isOpen()) {
                awaitRead();
            }
        });
    }

    private void awaitRead() {
        repliesRead.start(server.timeouts().unread(), () -> reject(RejectReason.UNREAD, ""));
    }

    private void work() {
        if (isFree() && reader.isUndecided()) {
            read(Unpooled.EMPTY_BUFFER);
        }
        while (isFree() && !held.isEmpty()) {
            ByteBuf next = held.getFirst();
            if (next.isReadable()) {
                read(next);
            } else {
                held.removeFirst().release();
            }
        }
        if (channel.isOpen()) {
            awaitWholeFrame();
            channel.config().setAutoRead(isFree());
        }
    }

    private boolean isFree() {
        return !lent && !isWaiting && channel.isWritable() && channel.isOpen();
    }

    private void read(ByteBuf bytes) {
        ByteBuffer view = bytes.nioBuffer();
        int before = view.remaining();
        FrameReader.Result result = reader.read(view);
        bytes.skipBytes(before - view.remaining());
        pace.came(before - view.remaining(), System.nanoTime());
        if (result == FrameReader.Result.FAULT) {
            RejectReason reason = RejectReason.of(reader.fault());
            reject(reason, reason == RejectReason.CLUSTER ? "this is cluster " + server.cluster() : "");
        } else if (result == FrameReader.Result.FRAME) {
            wholeFrame.cancel();
            frame(reader.frame());
            if (!lent) {
                server.frames().done(this);
            }
        } else if (result == FrameReader.Result.WAIT) {
            isWaiting = true;
            server.reclaimLater();
        }
    }

    // The request of a client without a session is never executed, so nothing large is kept for it.
    private FrameReader.Keeping keeping(ByteBuffer header) {
        boolean isRequest = Header.command(header, 0) == Command.REQUEST;
        if (!isRequest
                || !server.loop()
                        .hasSession(FrameRules.requestClient(header), header.getLong(Header.Request.SESSION))) {
            return FrameReader.Keeping.SKIP;
        }
        becomeRegistered();
        if (!server.frames().take(this, Header.size(header, 0))) {
            return FrameReader.Keeping.WAIT;
        }
        pace.begin(Header.size(header, 0), System.nanoTime());
        return FrameReader.Keeping.KEEP;
    }

    /** Returns true if a body has begun whose bytes are kept, and not only checked. */
    boolean isKeepingBody() {
        return reader.isInBody() && !reader.isSkipped();
    }

    /** Returns true if the frame that holds memory comes too slowly for others to wait for it. */
    boolean isSlow(long now) {
        return !lent && pace.isSlow(now);
    }

    /** Closes the connection, because others wait for the memory of a frame that it does not complete. */
    void rejectAsSlow() {
        reject(RejectReason.SLOW, "");
    }

    // Only a client with a session may read many bytes at a time, because there may be very many clients without one.
    private void becomeRegistered() {
        if (!isRegistered) {
            isRegistered = true;
            readSize.raise();
        }
    }

    private void frame(ByteBuffer frame) {
        int command = Header.command(frame, 0);
        if (command == Command.PING_CLIENT && FrameRules.isPing(frame)) {
            UInt128 client = FrameRules.pingClient(frame);
            if (passes(identity.ping(client))) {
                TcpConnection before = server.routes().ping(client, this);
                if (before != null) {
                    before.channel.close();
                }
                lend();
                server.loop().ping(frame, this);
            }
        } else if (command == Command.REQUEST && FrameRules.isRequest(frame)) {
            UInt128 client = FrameRules.requestClient(frame);
            if (passes(identity.request(client))) {
                server.routes().request(client, this);
                lend();
                if (reader.isSkipped()) {
                    server.loop().headerOfRequest(frame, this);
                } else {
                    server.loop().request(frame, this);
                }
            }
        } else {
            log(RejectReason.FIELD.text(), "the frame is dropped");
        }
    }

    // A connection has at most one frame with the ledger. The bound of the ledger's queue depends on that.
    private void lend() {
        if (lent) {
            throw new IllegalStateException("a connection handed a frame to the ledger that still holds its last one");
        }
        lent = true;
    }

    private boolean passes(Identity.Verdict verdict) {
        if (verdict == Identity.Verdict.CLOSE) {
            reject(RejectReason.CLIENT, "");
        }
        if (verdict != Identity.Verdict.PASS) {
            return false;
        }
        firstFrame.cancel();
        server.slots().heard(this);
        return true;
    }

    private void awaitWholeFrame() {
        boolean isAwaited = isFree() && (reader.isInHeader() || reader.isInBody());
        if (!isAwaited) {
            wholeFrame.cancel();
        } else if (!wholeFrame.isRunning() || isBodyAwaited != reader.isInBody()) {
            isBodyAwaited = reader.isInBody();
            Timeouts timeouts = server.timeouts();
            wholeFrame.start(
                    isBodyAwaited ? timeouts.body() : timeouts.header(),
                    () -> reject(isBodyAwaited ? RejectReason.BODY : RejectReason.HEADER, ""));
        }
    }

    private void reject(RejectReason why, String detail) {
        log(why.text(), detail);
        channel.close();
    }

    private void log(String reason, String detail) {
        String line = server.rejections().line(address(), reason, detail, System.nanoTime());
        if (line != null) {
            LOG.warn("{}", line);
        }
    }

    private String address() {
        return channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : String.valueOf(channel.remoteAddress());
    }

    private void forgetHeld() {
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
