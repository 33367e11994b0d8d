package io.ledgeractors.client.internal.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Probes an I/O interface. It opens a loop and sends one byte over a loopback connection. */
final class LoopbackProbe {
    private static final long LIMIT_SECONDS = 2;

    private final IoProvider provider;
    private final EventLoop loop;

    private LoopbackProbe(IoProvider provider) {
        this.provider = provider;
        ThreadFactory threads = LoopbackProbe::daemon;
        this.loop = new SingleThreadIoEventLoop(null, threads, provider.handlers());
    }

    /**
     * Returns why the interface does not work, or null if it does. Blocks for some milliseconds, at most for seconds.
     */
    static @Nullable Throwable failure(IoProvider provider) {
        try {
            LoopbackProbe probe = new LoopbackProbe(provider);
            try {
                probe.carryByte();
                return null;
            } finally {
                probe.loop.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException | RuntimeException | LinkageError failed) {
            return failed;
        }
    }

    private void carryByte() throws IOException {
        Promise<Void> arrived = loop.newPromise();
        Channel server = opened(new ServerBootstrap()
                .group(loop)
                .channel(provider.serverChannelType())
                .childHandler(new Receiver(arrived))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        try {
            sendByte(server, arrived);
        } finally {
            close(server);
        }
    }

    private void sendByte(Channel server, Promise<Void> arrived) throws IOException {
        Channel client = opened(new Bootstrap()
                .group(loop)
                .channel(provider.channelType())
                .disableResolver()
                .handler(new ChannelInboundHandlerAdapter())
                .connect(server.localAddress()));
        try {
            await(client.writeAndFlush(Unpooled.wrappedBuffer(new byte[1])), "a byte could not be sent");
            await(arrived, "a byte that was sent did not arrive");
        } finally {
            close(client);
        }
    }

    private static Channel opened(ChannelFuture opening) throws IOException {
        await(opening, "a loopback socket could not be opened");
        return opening.channel();
    }

    private static void await(Future<?> future, String otherwise) throws IOException {
        boolean done = future.awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!done || !future.isSuccess()) {
            Throwable cause = future.cause();
            throw new IOException(cause == null ? otherwise : otherwise + ": " + cause.getMessage(), cause);
        }
    }

    private static void close(Channel channel) {
        channel.close().awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ledger-transport-probe");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes note of the first bytes. */
    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private final Promise<Void> arrived;

        Receiver(Promise<Void> arrived) {
            this.arrived = arrived;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
            arrived.trySuccess(null);
        }
    }
}
