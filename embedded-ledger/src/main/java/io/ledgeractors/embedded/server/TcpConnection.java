package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplySink;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
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
 * One connection: bytes to frames, frames to the ledger, answers back. While the ledger holds a frame, there is no
 * memory for the next one, or the peer does not read its answers, nothing more is read and nothing that was read is
 * worked on; so a connection costs one frame of memory, one answer and what its socket buffers hold, and large frames
 * and answers of all connections together are bounded. All on the event loop but the methods of {@link ReplySink}.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter implements ReplySink {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final Channel channel;
    private final ServerContext shared;
    private final FrameReader reader;
    private final ReadSize readSize = new ReadSize();
    private final Identity identity = new Identity();
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private final Deadline firstFrame;
    private final Deadline wholeFrame;
    private final Deadline answersRead;
    private boolean lent;
    private boolean isBodyAwaited;
    private boolean isWaiting;
    private boolean isMember;
    private final FramePace pace = new FramePace();
    private int unread;

    TcpConnection(Channel channel, ServerContext shared) {
        this.channel = channel;
        this.shared = shared;
        this.reader = new FrameReader(shared.cluster(), this::keeping);
        this.firstFrame = new Deadline(channel.eventLoop());
        channel.config().setRecvByteBufAllocator(readSize);
        this.wholeFrame = new Deadline(channel.eventLoop());
        this.answersRead = new Deadline(channel.eventLoop());
    }

    /** Finds out whether there is room for this connection, closes it if not. */
    boolean takeSeat() {
        ConnectionSlots<TcpConnection> seats = shared.seats();
        if (seats.isFull()) {
            TcpConnection idle = seats.idle(other -> other.lent);
            if (idle == null) {
                refuse(RejectReason.CROWDED, "");
                return false;
            }
            idle.refuse(RejectReason.YIELDED, "");
            seats.leave(idle);
        }
        seats.take(this);
        firstFrame.start(shared.timeouts().idle(), () -> refuse(RejectReason.IDLE, ""));
        return true;
    }

    /** Others need the memory of this connection, which is between two frames. */
    void memoryTaken() {
        reader.shrink();
    }

    /** There may be memory for the frame that waits. */
    void memoryFree() {
        isWaiting = false;
        if (isFree()) {
            work();
        } else {
            shared.frames().stopWaiting(this);
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
        shared.seats().leave(this);
        shared.frames().leave(this);
        UInt128 client = identity.client();
        if (client != null) {
            shared.routes().closed(client, this);
        }
        forgetHeld();
        firstFrame.stop();
        wholeFrame.stop();
        answersRead.stop();
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
            shared.frames().done(this);
            work();
        });
    }

    @Override
    public void send(ByteBuffer frame) {
        inLoop(() -> {
            UInt128 client = identity.client();
            TcpConnection receiver = client == null ? null : shared.routes().of(client);
            if (receiver != null) {
                receiver.answer(frame);
            }
        });
    }

    @Override
    public void full(String why) {
        // A client that nobody answers would wait without a sign.
        inLoop(() -> refuse(RejectReason.FULL, why));
    }

    @Override
    public void broken(String why) {
        inLoop(() -> refuse(RejectReason.STOPPED, why));
    }

    private void inLoop(Runnable step) {
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException closing) {
            LOG.debug("{} is gone with its server", channel);
        }
    }

    private void answer(ByteBuffer frame) {
        int command = Header.command(frame, 0);
        if (command == Command.REPLY) {
            shared.seats().answered(this);
            becomeMember();
        } else if (command == Command.EVICTION) {
            evicted(EvictionReason.ofCode(frame.get(Header.Eviction.REASON)));
        }
        // Who does not read must not fill the memory; a client that gets no answer repeats its request.
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
            shared.seats().evicted(this);
        }
    }

    // One answer at a time has to be read, so that reading a byte now and then does not help.
    private void awaitRead(ChannelFuture written, int bytes) {
        unread++;
        shared.replies().add(this, bytes);
        TcpConnection slowest = shared.replies().slowest();
        if (slowest != null) {
            slowest.refuse(RejectReason.HOARDING, "");
        }
        if (!answersRead.isRunning()) {
            awaitRead();
        }
        written.addListener(read -> {
            answersRead.stop();
            shared.replies().remove(this, bytes);
            if (--unread > 0 && channel.isOpen()) {
                awaitRead();
            }
        });
    }

    private void awaitRead() {
        answersRead.start(shared.timeouts().unread(), () -> refuse(RejectReason.UNREAD, ""));
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
        FrameReader.Result result = reader.feed(view);
        bytes.skipBytes(before - view.remaining());
        pace.came(before - view.remaining(), System.nanoTime());
        if (result == FrameReader.Result.CLOSE) {
            refuse(reader.fault(), reader.fault() == RejectReason.CLUSTER ? "this is cluster " + shared.cluster() : "");
        } else if (result == FrameReader.Result.FRAME) {
            wholeFrame.stop();
            frame(reader.frame());
            if (!lent) {
                shared.frames().done(this);
            }
        } else if (result == FrameReader.Result.WAIT) {
            isWaiting = true;
            shared.makeRoomLater();
        }
    }

    // Nobody without a session is executed, so nothing large is kept for one.
    private FrameReader.Keeping keeping(ByteBuffer header) {
        boolean isRequest = Header.command(header, 0) == Command.REQUEST;
        if (!isRequest
                || !shared.loop()
                        .hasSession(FrameRules.requestClient(header), header.getLong(Header.Request.SESSION))) {
            return FrameReader.Keeping.SKIP;
        }
        becomeMember();
        if (!shared.frames().take(this, Header.size(header, 0))) {
            return FrameReader.Keeping.WAIT;
        }
        pace.begin(Header.size(header, 0), System.nanoTime());
        return FrameReader.Keeping.KEEP;
    }

    /** True if the frame that holds memory comes too slowly for others to wait for it. */
    boolean isSlow(long now) {
        return !lent && pace.isSlow(now);
    }

    /** Closes the connection, because others wait for the memory of a frame that it does not finish. */
    void makeRoom() {
        refuse(RejectReason.SLOW, "");
    }

    // Many bytes at a time are for those who have a session: of others there may be very many.
    private void becomeMember() {
        if (!isMember) {
            isMember = true;
            readSize.raise();
        }
    }

    private void frame(ByteBuffer frame) {
        int command = Header.command(frame, 0);
        if (command == Command.PING_CLIENT && FrameRules.isPing(frame)) {
            UInt128 client = FrameRules.pingClient(frame);
            if (passes(identity.ping(client))) {
                TcpConnection before = shared.routes().ping(client, this);
                if (before != null) {
                    before.channel.close();
                }
                lent = true;
                shared.loop().ping(frame, this);
            }
        } else if (command == Command.REQUEST && FrameRules.isRequest(frame)) {
            UInt128 client = FrameRules.requestClient(frame);
            if (passes(identity.request(client))) {
                shared.routes().request(client, this);
                lent = true;
                if (reader.isSkipped()) {
                    shared.loop().headerOfRequest(frame, this);
                } else {
                    shared.loop().request(frame, this);
                }
            }
        } else {
            log(RejectReason.FIELD.text(), "the frame is dropped");
        }
    }

    private boolean passes(Identity.Verdict verdict) {
        if (verdict == Identity.Verdict.CLOSE) {
            refuse(RejectReason.CLIENT, "");
        }
        if (verdict != Identity.Verdict.PASS) {
            return false;
        }
        firstFrame.stop();
        shared.seats().heard(this);
        return true;
    }

    private void awaitWholeFrame() {
        boolean isAwaited = isFree() && (reader.inHeader() || reader.inBody());
        if (!isAwaited) {
            wholeFrame.stop();
        } else if (!wholeFrame.isRunning() || isBodyAwaited != reader.inBody()) {
            isBodyAwaited = reader.inBody();
            Timeouts timeouts = shared.timeouts();
            wholeFrame.start(
                    isBodyAwaited ? timeouts.body() : timeouts.header(),
                    () -> refuse(isBodyAwaited ? RejectReason.BODY : RejectReason.HEADER, ""));
        }
    }

    private void refuse(RejectReason why, String detail) {
        log(why.text(), detail);
        channel.close();
    }

    private void log(String reason, String detail) {
        String line = shared.refusals().line(peer(), reason, detail, System.nanoTime());
        if (line != null) {
            LOG.warn("{}", line);
        }
    }

    private String peer() {
        return channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : String.valueOf(channel.remoteAddress());
    }

    private void forgetHeld() {
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
