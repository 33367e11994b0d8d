package io.ledgeractors.client.internal.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Linux epoll. */
final class EpollProvider implements IoProvider {
    @Override
    public @Nullable Throwable unavailabilityCause() {
        return Epoll.isAvailable() ? null : Epoll.unavailabilityCause();
    }

    @Override
    public IoHandlerFactory handlers() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public Class<? extends SocketChannel> channelType() {
        return EpollSocketChannel.class;
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return EpollServerSocketChannel.class;
    }

    @Override
    public Map<ChannelOption<Integer>, Integer> keepAlive() {
        return Map.of(
                EpollChannelOption.TCP_KEEPIDLE, KeepAlive.IDLE_SECONDS,
                EpollChannelOption.TCP_KEEPINTVL, KeepAlive.INTERVAL_SECONDS,
                EpollChannelOption.TCP_KEEPCNT, KeepAlive.PROBES,
                EpollChannelOption.TCP_USER_TIMEOUT, KeepAlive.USER_TIMEOUT_MILLIS);
    }
}
