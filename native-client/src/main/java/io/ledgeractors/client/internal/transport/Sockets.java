package io.ledgeractors.client.internal.transport;

import io.ledgeractors.client.internal.driver.SessionLinks;
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
 * The connections of a session over sockets. Runs on the loop's thread.
 *
 * <p>The socket options are those of the official client; see the protocol fact sheet, section 1.
 */
public final class Sockets implements SessionLinks {
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
    private final @Nullable HostAddresses[] hosts;
    private final @Nullable CompletableFuture<List<InetAddress>>[] lookUps;
    private final ConnectConfig config;
    private final Set<SocketChannel> channels = new HashSet<>();
    private @Nullable Runnable whenGone;

    /**
     * Creates sockets without connections.
     *
     * @param loop loop on whose thread everything happens
     * @param addresses addresses of the replicas
     * @param config how connections are opened
     * @param events receiver of the events
     */
    public Sockets(SessionLoop loop, List<ReplicaAddress> addresses, ConnectConfig config, Events events) {
        this.loop = loop;
        this.addresses = addresses;
        this.events = events;
        this.connections = new @Nullable Connection[addresses.size()];
        this.hosts = new @Nullable HostAddresses[addresses.size()];
        this.lookUps = newLookUps(addresses.size());
        this.config = config;
        this.bootstrap = bootstrap(loop, config.timeoutMillis());
    }

    /** A name is resolved for each connection; if it has several addresses, each attempt takes the next one. */
    @Override
    public void connect(int replica) {
        ReplicaAddress address = addresses.get(replica);
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
        if (literal == null) {
            HostAddresses host = host(replica);
            NamedConnection connection = new NamedConnection(replica, host);
            connections[replica] = connection;
            lookUp(host, connection);
        } else {
            Connection connection = new Connection(replica);
            connections[replica] = connection;
            loop.execute(() -> connection.connect(bootstrap, toAddress(literal)));
        }
    }

    private HostAddresses host(int replica) {
        HostAddresses host = hosts[replica];
        if (host == null) {
            host = new HostAddresses(addresses.get(replica).host());
            hosts[replica] = host;
        }
        return host;
    }

    @Override
    public void write(int replica, ByteBuffer header, ByteBuffer body, boolean copyBody, Runnable written) {
        Connection connection = connections[replica];
        if (connection != null) {
            connection.write(header, body, copyBody, written);
        }
    }

    @Override
    public void flush() {
        for (Connection connection : connections) {
            if (connection != null) {
                connection.flush();
            }
        }
    }

    @Override
    public boolean isOpen(int replica) {
        return connections[replica] != null;
    }

    @Override
    public void close(int replica) {
        Connection connection = connections[replica];
        if (connection != null) {
            connections[replica] = null;
            connection.close();
        }
    }

    @Override
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
    private void lookUp(HostAddresses host, NamedConnection connection) {
        CompletableFuture<List<InetAddress>> lookUp = lookUps[connection.replica];
        if (lookUp == null || lookUp.isDone()) {
            lookUp = lookUp(host.host());
            lookUps[connection.replica] = lookUp;
        }
        lookUp.whenComplete((found, unresolved) -> onLoop(() -> {
            if (unresolved == null) {
                connection.connect(found);
            } else {
                connection.lost(host.unresolved(unresolved));
            }
        }));
        loop.schedule(connection::lookedUpInVain, TimeUnit.MILLISECONDS.toNanos(config.timeoutMillis()));
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        found.complete(config.names().resolve(host));
                    } catch (UnknownHostException | RuntimeException | Error failed) {
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
    private static @Nullable CompletableFuture<List<InetAddress>>[] newLookUps(int count) {
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
    private class Connection extends ChannelInboundHandlerAdapter {
        final int replica;
        private @Nullable SocketChannel channel;
        private String cause = "closed by the server";
        private boolean dirty;

        Connection(int replica) {
            this.replica = replica;
        }

        void connect(Bootstrap options, InetAddress host) {
            if (isCurrent()) {
                int port = addresses.get(replica).port();
                follow(options.clone().handler(this).connect(new InetSocketAddress(host, port)));
            }
        }

        /** Ends an attempt whose connection could not be opened. */
        void failed(String why) {
            lost(why);
        }

        boolean isConnecting() {
            return channel != null;
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
                        failed(text(done.cause()));
                    }
                });
            } else {
                // If no file descriptor is left there is no channel, and the future does not belong to this loop.
                loop.execute(() -> failed(text(connecting.cause())));
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

        boolean isCurrent() {
            return connections[replica] == this;
        }

        private static String text(Throwable failure) {
            String message = failure.getMessage();
            return message == null ? failure.getClass().getSimpleName() : message;
        }
    }

    /** A connection to a host whose name is resolved first. Both together take no longer than one attempt may. */
    private final class NamedConnection extends Connection {
        private final HostAddresses host;
        private final long startedAt = System.nanoTime();
        private @Nullable InetAddress address;

        NamedConnection(int replica, HostAddresses host) {
            super(replica);
            this.host = host;
        }

        void connect(List<InetAddress> found) {
            if (isCurrent()) {
                InetAddress next = host.next(found);
                address = next;
                connect(bootstrap.clone().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millisLeft()), next);
            }
        }

        void lookedUpInVain() {
            if (!isConnecting()) {
                lost("resolving the name " + host.host() + " took longer than " + config.timeoutMillis() + " ms");
            }
        }

        @Override
        void failed(String why) {
            InetAddress tried = address;
            lost(tried == null ? why : host.failed(tried, why));
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            host.opened();
            super.channelActive(context);
        }

        private int millisLeft() {
            long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
            return (int) Math.max(1, config.timeoutMillis() - spent);
        }
    }
}
