package io.ledgeractors.client.internal.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.SocketOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** The JDK's selector, which every system has. */
final class NioProvider implements IoProvider {
    private static final Map<SocketOption<Integer>, Integer> WANTED = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, KeepAlive.IDLE_SECONDS,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, KeepAlive.INTERVAL_SECONDS,
            ExtendedSocketOptions.TCP_KEEPCOUNT, KeepAlive.PROBES);

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public IoHandlerFactory handlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public Class<? extends SocketChannel> channelType() {
        return NioSocketChannel.class;
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return NioServerSocketChannel.class;
    }

    @Override
    public Map<ChannelOption<Integer>, Integer> keepAlive() {
        Map<ChannelOption<Integer>, Integer> options = new HashMap<>();
        Set<SocketOption<?>> supported = supportedOptions();
        WANTED.forEach((option, value) -> {
            if (supported.contains(option)) {
                options.put(NioChannelOption.of(option), value);
            }
        });
        return options;
    }

    private static Set<SocketOption<?>> supportedOptions() {
        try (java.nio.channels.SocketChannel socket = java.nio.channels.SocketChannel.open()) {
            return socket.supportedOptions();
        } catch (IOException failed) {
            return Set.of();
        }
    }
}
