package io.ledgeractors.client.internal.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of one I/O interface. Implementations have no state and are thread-safe. */
interface IoProvider {
    /** Returns why the interface is not available on this machine, or null if it is. */
    @Nullable
    Throwable unavailabilityCause();

    /** Returns a factory of the loop's ring, epoll set or selector. */
    IoHandlerFactory handlers();

    /** Returns the type of connections. */
    Class<? extends SocketChannel> channelType();

    /** Returns the type of listening sockets, for the probe. */
    Class<? extends ServerChannel> serverChannelType();

    /** Returns the socket options for finding dead peers that this system has. */
    Map<ChannelOption<Integer>, Integer> keepAlive();

    /** Returns the provider of a kind. */
    static IoProvider of(IoKind kind) {
        return switch (kind) {
            case IO_URING -> new IoUringProvider();
            case EPOLL -> new EpollProvider();
            case NIO -> new NioProvider();
        };
    }
}
