package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A listening socket and its connections, all on one event loop. Any thread may call the methods. */
public final class TcpServer implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int WRITE_LOW = 64 * 1024;
    private static final int WRITE_HIGH = 256 * 1024;
    private static final long CLOSE_LIMIT_MS = 2_000;

    private final EventLoopGroup group;
    private final ChannelGroup connections;
    private final Channel listening;
    private volatile boolean closed;

    private TcpServer(EventLoopGroup group, ChannelGroup connections, Channel listening) {
        this.group = group;
        this.connections = connections;
        this.listening = listening;
    }

    /**
     * Starts a server that listens.
     *
     * @param address the address to listen on; port 0 picks a free port
     * @param limits bounds of connections and memory
     * @throws IOException if the address cannot be bound
     */
    public static TcpServer start(
            InetSocketAddress address, ServerLimits limits, UInt128 cluster, ReplicaLoop loop, Timeouts timeouts)
            throws IOException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("ledger-server", true), io);
        ChannelGroup connections = new DefaultChannelGroup(group.next());
        ServerContext context = ServerContext.create(cluster, loop, limits, timeouts, group.next());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, allocator())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(WRITE_LOW, WRITE_HIGH))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        TcpConnection connection = new TcpConnection(channel, context);
                        if (connection.takeSlot()) {
                            connections.add(channel);
                            channel.pipeline().addLast(connection);
                        }
                    }
                });
        if (Epoll.isAvailable()) {
            findDeadPeers(bootstrap, timeouts);
        }
        try {
            Channel listening = bootstrap.bind(address).syncUninterruptibly().channel();
            listening.pipeline().addLast(new AcceptFailures(context.rejections()));
            return new TcpServer(group, connections, listening);
        } catch (RuntimeException | Error refused) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw refused;
        } catch (Throwable refused) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + address + ": " + refused.getMessage(), refused);
        }
    }

    // The connection of a machine that is gone ends after 17 s, as with the official server, and not after hours. A
    // peer that does not read is cut off even if the kernel holds all that is unread.
    private static void findDeadPeers(ServerBootstrap bootstrap, Timeouts timeouts) {
        bootstrap
                .childOption(EpollChannelOption.TCP_KEEPIDLE, 5)
                .childOption(EpollChannelOption.TCP_KEEPINTVL, 4)
                .childOption(EpollChannelOption.TCP_KEEPCNT, 3)
                .childOption(
                        EpollChannelOption.TCP_USER_TIMEOUT,
                        Math.toIntExact(timeouts.unread().toMillis()));
    }

    // One arena is enough for one event loop. Its chunks are small, so that they are freed when no buffer in them is in
    // use. No connection needs more than one reply at a time. The constructors that are not deprecated take no chunk
    // size.
    @SuppressWarnings("deprecation")
    private static ByteBufAllocator allocator() {
        return new PooledByteBufAllocator(true, 0, 1, 8192, 7);
    }

    /** Returns true if the event loop ended although the server was not closed. */
    public boolean hasDied() {
        return group.isShuttingDown() && !closed;
    }

    /** Returns the address on which it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Closes all connections and the listening socket. What was executed stays. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        // The wait is bounded, because an event loop that ended by an error completes nothing.
        listening.close().awaitUninterruptibly(CLOSE_LIMIT_MS);
        connections.close();
        group.shutdownGracefully(0, CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * CLOSE_LIMIT_MS);
    }
}
