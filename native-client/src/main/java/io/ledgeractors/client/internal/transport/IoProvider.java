package io.ledgeractors.client.internal.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one way to the sockets consists of. Implementations have no state and are thread-safe. */
interface IoProvider {
    /** Why it cannot be had on this machine, null: it can. */
    @Nullable
    Throwable unavailabilityCause();

    /** Makes the loop's ring, epoll set or selector. */
    IoHandlerFactory handlers();

    /** The type of connections. */
    Class<? extends SocketChannel> channelType();

    /** The type of listening sockets, for the probe. */
    Class<? extends ServerChannel> serverChannelType();

    /** Options for finding dead peers, those that this system knows. */
    Map<ChannelOption<Integer>, Integer> keepAlive();

    /** The provider of a kind. */
    static IoProvider of(IoKind kind) {
        return switch (kind) {
            case IO_URING -> new IoUringProvider();
            case EPOLL -> new EpollProvider();
            case NIO -> new NioProvider();
        };
    }
}
