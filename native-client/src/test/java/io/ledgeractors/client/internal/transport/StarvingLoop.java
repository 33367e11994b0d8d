package io.ledgeractors.client.internal.transport;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A loop over the JDK's selector whose connections fail to allocate a buffer when a test says so. */
public final class StarvingLoop {
    private static final int NONE = -1;
    private static final AtomicInteger REFUSED_SIZE = new AtomicInteger(NONE);
    private static volatile Error refusal = new OutOfMemoryError("no direct memory today");

    private StarvingLoop() {}

    /** Opens the loop, which refuses nothing yet. */
    public static SessionLoop open(String threadName) {
        REFUSED_SIZE.set(NONE);
        return SessionLoop.open(List.of(IoKind.NIO), threadName, kind -> new Provider(new NioProvider()));
    }

    /** Refuses the next buffer of this many bytes with this error, once. */
    public static void refuseNext(int size, Error with) {
        refusal = with;
        REFUSED_SIZE.set(size);
    }

    /** Returns true if the buffer was requested and refused. */
    public static boolean hasRefused() {
        return REFUSED_SIZE.get() == NONE;
    }

    /** A channel that refuses buffers. Netty creates it by its public constructor. */
    public static final class Channel extends NioSocketChannel {
        public Channel() {
            config().setAllocator(new Allocator());
        }
    }

    private static final class Allocator extends AbstractByteBufAllocator {
        @Override
        public ByteBuf directBuffer(int initialCapacity) {
            if (REFUSED_SIZE.compareAndSet(initialCapacity, NONE)) {
                throw refusal;
            }
            return super.directBuffer(initialCapacity);
        }

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    private record Provider(IoProvider nio) implements IoProvider {
        @Override
        public @Nullable Throwable unavailabilityCause() {
            return nio.unavailabilityCause();
        }

        @Override
        public IoHandlerFactory handlers() {
            return nio.handlers();
        }

        @Override
        public Class<? extends SocketChannel> channelType() {
            return Channel.class;
        }

        @Override
        public Class<? extends ServerChannel> serverChannelType() {
            return nio.serverChannelType();
        }

        @Override
        public Map<ChannelOption<Integer>, Integer> keepAlive() {
            return nio.keepAlive();
        }
    }
}
