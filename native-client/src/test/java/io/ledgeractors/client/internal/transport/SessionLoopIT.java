package io.ledgeractors.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.client.exception.TransportUnavailableException;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionLoopIT {
    @Test
    void shouldUseTheNextKindWhenOneCannotBeHad() throws Exception {
        SessionLoop loop = SessionLoop.open(List.of(IoKind.IO_URING, IoKind.EPOLL, IoKind.NIO), "loop", Broken::new);
        assertThat(loop.kind()).isEqualTo(IoKind.NIO);
        close(loop);
    }

    @Test
    void shouldRefuseWhenTheOnlyKindCannotBeHad() {
        assertThatThrownBy(() -> SessionLoop.open(List.of(IoKind.IO_URING), "loop", Broken::new))
                .isInstanceOf(TransportUnavailableException.class)
                .hasMessage("transport io_uring is not available here: no ring today");
    }

    @Test
    void shouldTakeARingThatCannotBeMadeForOneThatCannotBeHad() {
        assertThat(LoopbackProbe.failure(new Broken(IoKind.EPOLL))).hasMessage("no ring today");
    }

    @Test
    void shouldTakeATransportThatLosesBytesForOneThatCannotBeHad() {
        assertThat(LoopbackProbe.failure(new Losing())).hasMessage("a byte that was sent did not arrive");
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryAByteOverEveryKindThatCanBeHadHere(IoKind kind) {
        IoProvider provider = IoProvider.of(kind);
        assertThat(provider.unavailabilityCause()).isNull();
        assertThat(LoopbackProbe.failure(provider)).isNull();
    }

    private static void close(SessionLoop loop) throws Exception {
        loop.shutdown();
        loop.ended().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    /**
     * A provider of which only NIO works. io_uring is reported as unavailable, and epoll fails when its loop is
     * created.
     */
    private record Broken(IoKind kind) implements IoProvider {
        private static final IoProvider NIO = new NioProvider();

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return kind == IoKind.IO_URING ? new IllegalStateException("no ring today\nand no second line") : null;
        }

        @Override
        public IoHandlerFactory handlers() {
            if (kind == IoKind.EPOLL) {
                throw new IllegalStateException("no ring today");
            }
            return NIO.handlers();
        }

        @Override
        public Class<? extends SocketChannel> channelType() {
            return NIO.channelType();
        }

        @Override
        public Class<? extends ServerChannel> serverChannelType() {
            return NIO.serverChannelType();
        }

        @Override
        public Map<ChannelOption<Integer>, Integer> keepAlive() {
            return NIO.keepAlive();
        }
    }

    /** A provider whose connections throw away what they report as written. */
    private static final class Losing implements IoProvider {
        private static final IoProvider NIO = new NioProvider();

        /** Netty creates it. */
        public static final class Connection extends NioSocketChannel {
            @Override
            protected void doWrite(ChannelOutboundBuffer bytes) {
                while (bytes.current() != null) {
                    bytes.remove();
                }
            }
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return null;
        }

        @Override
        public IoHandlerFactory handlers() {
            return NIO.handlers();
        }

        @Override
        public Class<? extends SocketChannel> channelType() {
            return Connection.class;
        }

        @Override
        public Class<? extends ServerChannel> serverChannelType() {
            return NIO.serverChannelType();
        }

        @Override
        public Map<ChannelOption<Integer>, Integer> keepAlive() {
            return NIO.keepAlive();
        }
    }
}
