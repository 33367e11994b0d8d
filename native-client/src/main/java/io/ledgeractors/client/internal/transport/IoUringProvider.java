package io.ledgeractors.client.internal.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Linux io_uring. A container may forbid it although the kernel has it, so a ring has to carry a byte as a proof. */
final class IoUringProvider implements IoProvider {
    // One session has few sockets, and a small ring needs little locked memory.
    private static final int RING_SIZE = 64;

    /** The result of the probe, which runs once in a JVM. */
    private static final class Probed {
        static final @Nullable Throwable CAUSE =
                IoUring.isAvailable() ? LoopbackProbe.failure(new IoUringProvider()) : IoUring.unavailabilityCause();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return Probed.CAUSE;
    }

    @Override
    public IoHandlerFactory handlers() {
        return IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setRingSize(RING_SIZE));
    }

    @Override
    public Class<? extends SocketChannel> channelType() {
        return IoUringSocketChannel.class;
    }

    @Override
    public Class<? extends ServerChannel> serverChannelType() {
        return IoUringServerSocketChannel.class;
    }

    @Override
    public Map<ChannelOption<Integer>, Integer> keepAlive() {
        return Map.of(
                IoUringChannelOption.TCP_KEEPIDLE, KeepAlive.IDLE_SECONDS,
                IoUringChannelOption.TCP_KEEPINTVL, KeepAlive.INTERVAL_SECONDS,
                IoUringChannelOption.TCP_KEEPCNT, KeepAlive.PROBES,
                IoUringChannelOption.TCP_USER_TIMEOUT, KeepAlive.USER_TIMEOUT_MILLIS);
    }
}
