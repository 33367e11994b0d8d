package io.ledgeractors.client.internal.transport;

import io.ledgeractors.session.ReplicaAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a session, one for each replica, which are opened, written to and closed on demand. Runs on the
 * loop's thread.
 *
 * <p>After {@link #close(int)} a connection causes no more events. The socket options are those of the official client;
 * see the protocol fact sheet, section 1.
 */
public final class Sockets {
    /** Receives the events of the connections, on the loop's thread. */
    public interface Events {
        /** Called when the connection is open. */
        void opened(int replica);

        /** Called with bytes that came. The buffer is lent for the call. */
        void received(int replica, ByteBuffer bytes);

        /** Called when the connection could not be opened, or has ended. */
        void closed(int replica, String cause);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int SEND_BUFFER = 2 << 20;
    private static final int RECEIVE_BUFFER = 4 << 20;
    // This size takes the reply to a full request, 131,296 bytes, in one piece. An adaptive size would settle just
    // below that.
    private static final int READ_SIZE = 1 << 18;

    private final SessionLoop loop;
    private final List<ReplicaAddress> addresses;
    private final Bootstrap bootstrap;
    private final Events events;
    private final @Nullable Connection[] connections;
    private final @Nullable CompletableFuture<InetAddress>[] lookUps;
    private final int connectTimeoutMillis;
    private final Set<SocketChannel> channels = new HashSet<>();
    private @Nullable Runnable whenGone;

    /**
     * Creates sockets without connections.
     *
     * @param loop loop on whose thread everything happens
     * @param addresses addresses of the replicas
     * @param connectTimeoutMillis how long one attempt to connect may take
     * @param events receiver of the events
     */
    public Sockets(SessionLoop loop, List<ReplicaAddress> addresses, int connectTimeoutMillis, Events events) {
        this.loop = loop;
        this.addresses = addresses;
        this.events = events;
        this.connections = new @Nullable Connection[addresses.size()];
        this.lookUps = newLookUps(addresses.size());
        this.connectTimeoutMillis = connectTimeoutMillis;
        this.bootstrap = bootstrap(loop, connectTimeoutMillis);
    }

    /** Opens the connection. Causes {@link Events#opened} or {@link Events#closed}, never before it returns. */
    public void connect(int replica) {
        Connection connection = new Connection(replica);
        connections[replica] = connection;
        ReplicaAddress address = addresses.get(replica);
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
        if (literal == null) {
            lookUp(replica, address, connection);
        } else {
            loop.execute(() -> connection.connect(toAddress(literal), address.port()));
        }
    }

    /**
     * Writes header and body to the open connection. {@link #flush()} sends them.
     *
     * @param header copied
     * @param body lent until it is written or the connection ends
     * @param copyBody true if the body must be copied
     * @param written called when the last byte was handed to the system, unless the connection ends before
     */
    public void write(int replica, ByteBuffer header, ByteBuffer body, boolean copyBody, Runnable written) {
        Connection connection = connections[replica];
        if (connection != null) {
            connection.write(header, body, copyBody, written);
        }
    }

    /** Sends everything that was written. */
    public void flush() {
        for (Connection connection : connections) {
            if (connection != null) {
                connection.flush();
            }
        }
    }

    /** Returns true from {@link #connect} until the connection has ended. */
    public boolean isOpen(int replica) {
        return connections[replica] != null;
    }

    /** Closes the connection, if there is one. */
    public void close(int replica) {
        Connection connection = connections[replica];
        if (connection != null) {
            connections[replica] = null;
            connection.close();
        }
    }

    /** Closes all connections and runs the task when the system has released them, or at once if there are none. */
    public void closeAll(Runnable task) {
        for (int i = 0; i < connections.length; i++) {
            close(i);
        }
        whenGone = task;
        runIfGone();
    }

    private void runIfGone() {
        Runnable task = whenGone;
        if (task != null && channels.isEmpty()) {
            whenGone = null;
            task.run();
        }
    }

    private static Bootstrap bootstrap(SessionLoop loop, int connectTimeoutMillis) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.provider().channelType())
                .disableResolver()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE));
        loop.provider().keepAlive().forEach(bootstrap::option);
        return bootstrap;
    }

    // A name look-up may block for long, so another thread does it, one at a time for a replica. Later attempts wait
    // for the same result, each for at most its connect timeout.
    private void lookUp(int replica, ReplicaAddress address, Connection connection) {
        CompletableFuture<InetAddress> lookUp = lookUps[replica];
        if (lookUp == null || lookUp.isDone()) {
            lookUp = lookUp(address.host());
            lookUps[replica] = lookUp;
        }
        lookUp.whenComplete((found, unknown) -> onLoop(() -> {
            if (unknown == null) {
                connection.connect(found, address.port());
            } else {
                connection.lost("unknown host " + address.host());
            }
        }));
        loop.schedule(connection::lookedUpInVain, TimeUnit.MILLISECONDS.toNanos(connectTimeoutMillis));
    }

    private static CompletableFuture<InetAddress> lookUp(String host) {
        CompletableFuture<InetAddress> found = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        found.complete(InetAddress.getByName(host));
                    } catch (UnknownHostException | RuntimeException failed) {
                        found.completeExceptionally(failed);
                    }
                },
                "ledger-session-lookup");
        thread.setDaemon(true);
        thread.start();
        return found;
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            LOG.trace("looked up in vain", ended);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable CompletableFuture<InetAddress>[] newLookUps(int count) {
        return new CompletableFuture[count];
    }

    private static InetAddress toAddress(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One connection, from the request to open it to its end. */
    private final class Connection extends ChannelInboundHandlerAdapter {
        private final int replica;
        private @Nullable SocketChannel channel;
        private String cause = "closed by the server";
        private boolean dirty;

        Connection(int replica) {
            this.replica = replica;
        }

        void connect(InetAddress host, int port) {
            if (isCurrent()) {
                follow(bootstrap.clone().handler(this).connect(new InetSocketAddress(host, port)));
            }
        }

        void lookedUpInVain() {
            if (channel == null) {
                lost("looking up the host took longer than " + connectTimeoutMillis + " ms");
            }
        }

        private void follow(ChannelFuture connecting) {
            if (connecting.channel() instanceof SocketChannel opening) {
                channel = opening;
                channels.add(opening);
                opening.closeFuture().addListener(gone -> {
                    channels.remove(opening);
                    runIfGone();
                });
                connecting.addListener(done -> {
                    if (!done.isSuccess()) {
                        lost(text(done.cause()));
                    }
                });
            } else {
                // If no file descriptor is left there is no channel, and the future does not belong to this loop.
                loop.execute(() -> lost(text(connecting.cause())));
            }
        }

        void write(ByteBuffer header, ByteBuffer body, boolean copyBody, Runnable written) {
            SocketChannel open = channel;
            if (open == null) {
                return;
            }
            // Both buffers are allocated before the first write, so that a lack of memory cannot send half a frame.
            ByteBuffer whole = body.duplicate().rewind();
            ByteBuf rest = copyBody && whole.hasRemaining()
                    ? open.alloc().directBuffer(whole.limit()).writeBytes(whole)
                    : Unpooled.wrappedBuffer(whole);
            ByteBuf head = head(open, header, rest);
            dirty = true;
            ChannelFuture last = open.write(head);
            if (rest.isReadable()) {
                last = open.write(rest);
            } else {
                rest.release();
            }
            last.addListener(done -> {
                if (done.isSuccess() && isCurrent()) {
                    written.run();
                }
            });
        }

        private ByteBuf head(SocketChannel open, ByteBuffer header, ByteBuf rest) {
            try {
                return open.alloc()
                        .directBuffer(header.limit())
                        .writeBytes(header.duplicate().rewind());
            } catch (RuntimeException | Error noMemory) {
                rest.release();
                throw noMemory;
            }
        }

        void flush() {
            SocketChannel open = channel;
            if (dirty && open != null) {
                dirty = false;
                open.flush();
            }
        }

        void close() {
            SocketChannel open = channel;
            if (open != null) {
                open.close();
            }
        }

        void lost(String why) {
            if (isCurrent()) {
                connections[replica] = null;
                events.closed(replica, why);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (isCurrent()) {
                events.opened(replica);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            try {
                if (isCurrent()) {
                    events.received(replica, bytes.nioBuffer());
                }
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lost(cause);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            if (!(failure instanceof IOException)) {
                LOG.error("bytes that came from {} could not be handled", addresses.get(replica), failure);
            }
            cause = text(failure);
            context.close();
        }

        private boolean isCurrent() {
            return connections[replica] == this;
        }

        private static String text(Throwable failure) {
            String message = failure.getMessage();
            return message == null ? failure.getClass().getSimpleName() : message;
        }
    }
}
