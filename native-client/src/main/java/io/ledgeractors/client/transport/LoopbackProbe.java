package io.ledgeractors.client.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tries a way to the sockets out: makes a loop, and sends one byte over a loopback connection. */
final class LoopbackProbe {
    private static final long LIMIT_SECONDS = 2;

    private LoopbackProbe() {}

    /** Why it does not work, null: it does. Blocks for a few milliseconds, at most for some seconds. */
    static @Nullable Throwable failure(IoProvider provider) {
        EventLoop loop;
        try {
            ThreadFactory threads = LoopbackProbe::daemon;
            loop = new SingleThreadIoEventLoop(null, threads, provider.handlers());
        } catch (RuntimeException | LinkageError failed) {
            return failed;
        }
        try {
            carryByte(provider, loop).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (TimeoutException late) {
            return new IOException("a byte sent over a loopback connection did not arrive", late);
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted;
        } finally {
            loop.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> carryByte(IoProvider provider, EventLoop loop) {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        new ServerBootstrap()
                .group(loop)
                .channel(provider.serverChannelType())
                .childHandler(new Receiver(arrived))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addListener(bound -> {
                    if (!bound.isSuccess()) {
                        arrived.completeExceptionally(bound.cause());
                    }
                })
                .addListener((io.netty.channel.ChannelFuture bound) -> {
                    if (bound.isSuccess()) {
                        sendByte(provider, loop, bound.channel(), arrived);
                    }
                });
        return arrived;
    }

    private static void sendByte(IoProvider provider, EventLoop loop, Channel server, CompletableFuture<Void> arrived) {
        new Bootstrap()
                .group(loop)
                .channel(provider.channelType())
                .disableResolver()
                .handler(new ChannelInboundHandlerAdapter())
                .connect(server.localAddress())
                .addListener((io.netty.channel.ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        connected.channel().writeAndFlush(Unpooled.wrappedBuffer(new byte[1]));
                    } else {
                        arrived.completeExceptionally(connected.cause());
                    }
                });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ledger-transport-probe");
        thread.setDaemon(true);
        return thread;
    }

    /** Notes the first bytes. */
    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Void> arrived;

        Receiver(CompletableFuture<Void> arrived) {
            this.arrived = arrived;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
            arrived.complete(null);
        }
    }
}
