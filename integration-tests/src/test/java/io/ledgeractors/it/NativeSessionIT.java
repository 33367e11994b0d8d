package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.client.Transport;
import io.ledgeractors.it.wire.Relay;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.session.SilentLedgerContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests the native session with a ledger at the other end of a TCP connection, over every transport. */
class NativeSessionIT {
    private static final UInt128 CLUSTER = UInt128.of(0xabcd, 0x1234);

    private static ServerUnderTest server;

    @BeforeAll
    static void serve() {
        server = ServerUnderTest.start(CLUSTER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class OverIoUring extends Suite {
        OverIoUring() {
            super(Transport.IO_URING);
        }
    }

    @Nested
    class OverEpoll extends Suite {
        OverEpoll() {
            super(Transport.EPOLL);
        }
    }

    @Nested
    class OverNio extends Suite {
        OverNio() {
            super(Transport.NIO);
        }
    }

    /** Tests what every session must do, and what only a session over a wire can do. */
    abstract static class Suite extends SilentLedgerContract {
        private final Transport transport;
        private Relay relay;

        Suite(Transport transport) {
            this.transport = transport;
        }

        @BeforeEach
        void openRelay() throws IOException {
            relay = new Relay(server.address());
        }

        @AfterEach
        void closeRelay() throws IOException {
            relay.close();
        }

        @Override
        protected LedgerSession newSession() {
            return session(server.cluster());
        }

        @Override
        protected void silenceLedger() {
            relay.silence();
        }

        @Test
        void shouldRegisterWithoutWaitingForATimeout() throws Exception {
            LedgerSession session = newSession();
            CompletableFuture<SessionState> first = new CompletableFuture<>();
            session.start(first::complete);
            assertThat(first.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(SessionState.Registered.class);
            close(session);
        }

        @Test
        void shouldTellAWrongClusterWithinFiveSeconds() throws Exception {
            LedgerSession session = session(UInt128.of(0xdead, 1));
            CompletableFuture<SessionState> first = new CompletableFuture<>();
            session.start(first::complete);
            assertThat(first.get(5, TimeUnit.SECONDS))
                    .isEqualTo(
                            new SessionState.ClosedWithoutAnswer(relay.address().toString(), true));
            close(session);
        }

        private LedgerSession session(UInt128 cluster) {
            return NativeSession.create(
                    ClientSettings.create(cluster, List.of(relay.address())).withTransport(transport));
        }

        private static void close(LedgerSession session) throws Exception {
            session.close().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }
}
