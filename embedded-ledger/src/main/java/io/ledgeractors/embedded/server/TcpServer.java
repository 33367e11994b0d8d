package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket and its connections, all on one event loop. Methods may be called by any thread. */
public final class TcpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpServer.class);
    private static final int BACKLOG = 128;
    private static final int WRITE_LOW = 1024 * 1024;
    private static final int WRITE_HIGH = 4 * 1024 * 1024;

    private final EventLoopGroup group;
    private final ChannelGroup connections;
    private final Channel listening;

    private TcpServer(EventLoopGroup group, ChannelGroup connections, Channel listening) {
        this.group = group;
        this.connections = connections;
        this.listening = listening;
    }

    /**
     * Listens.
     *
     * @param address where; port 0: a free one
     * @param maxConnections connections at most; more are closed at once
     * @throws IOException if the address cannot be bound
     */
    public static TcpServer start(
            InetSocketAddress address, int maxConnections, UInt128 cluster, ReplicaLoop loop, Timeouts timeouts)
            throws IOException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("ledger-server", true), io);
        ChannelGroup connections = new DefaultChannelGroup(group.next());
        Routes<TcpConnection> routes = new Routes<>();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(WRITE_LOW, WRITE_HIGH))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (connections.size() >= maxConnections) {
                            LOG.warn("a connection was refused: all {} are in use", maxConnections);
                            channel.close();
                            return;
                        }
                        connections.add(channel);
                        channel.pipeline().addLast(new TcpConnection(channel, cluster, loop, routes, timeouts));
                    }
                });
        try {
            return new TcpServer(
                    group,
                    connections,
                    bootstrap.bind(address).syncUninterruptibly().channel());
        } catch (RuntimeException | Error refused) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw refused;
        } catch (Throwable refused) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + address + ": " + refused.getMessage(), refused);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Closes all connections and the listening socket; what was executed stays. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        connections.close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
