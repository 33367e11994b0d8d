package io.ledgeractors.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.client.internal.transport.HostNames;
import io.ledgeractors.client.internal.transport.SessionLoop;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests sessions whose replicas are given by names, over real sockets and every transport. */
class HostNamesIT {
    private static final UInt128 CLUSTER = UInt128.of(0x4321);

    private final BlockingQueue<SessionState> states = new LinkedBlockingQueue<>();
    private final List<NativeSession> sessions = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void openServer() throws Exception {
        server = new FakeServer(CLUSTER);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (NativeSession session : sessions) {
            session.close().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldConnectToAHostByItsName(Transport transport) throws Exception {
        NativeSession session =
                open(HostNames.ofJvm(), settings(named("localhost")).withTransport(transport));
        await().until(() -> session.state().isRegistered());
        assertAnswers(session);
    }

    // Every address of 127.0.0.0/8 leads to a Linux machine itself.
    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void shouldTryTheNextAddressOfANameAtTheNextAttempt(Transport transport) throws Exception {
        HostNames names = host -> List.of(loopback(2), loopback(3), loopback(1));
        NativeSession session = open(names, settings(named("ledger")).withTransport(transport));
        await().until(() -> session.state().isRegistered());
        assertAnswers(session);
        assertThat(causes()).first().asString().contains("127.0.0.2").doesNotContain("127.0.0.3");
        assertThat(causes()).last().asString().contains("127.0.0.2", "127.0.0.3");
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void shouldResolveTheNameAgainWhenTheConnectionIsLost(Transport transport) throws Exception {
        AtomicReference<InetAddress> where = new AtomicReference<>(loopback(1));
        NativeSession session =
                open(host -> List.of(where.get()), settings(named("ledger")).withTransport(transport));
        await().until(() -> session.state().isRegistered());
        int port = server.address().port();
        where.set(loopback(2));
        server.close();
        server = new FakeServer(CLUSTER, loopback(2), port);
        assertAnswers(session);
    }

    @Test
    void shouldSayWhyANameIsNotResolvedAndTryAgain() throws Exception {
        AtomicReference<String> failure = new AtomicReference<>("ledger: Temporary failure in name resolution");
        HostNames names = host -> {
            String why = failure.get();
            if (why != null) {
                throw new UnknownHostException(why);
            }
            return List.of(loopback(1));
        };
        NativeSession session = open(names, settings(named("ledger")));
        assertThat(states.poll(5, TimeUnit.SECONDS))
                .isEqualTo(new SessionState.Unreachable(
                        "ledger:" + server.address().port(),
                        "the name ledger is not resolved: Temporary failure in name resolution"));
        failure.set(null);
        await().until(() -> session.state().isRegistered());
    }

    @Test
    void shouldSayThatAResolverFailedAndTryAgain() throws Exception {
        AtomicReference<Error> failure = new AtomicReference<>(new NoClassDefFoundError("on purpose"));
        HostNames names = host -> {
            Error error = failure.getAndSet(null);
            if (error != null) {
                throw error;
            }
            return List.of(loopback(1));
        };
        NativeSession session = open(names, settings(named("ledger")));
        assertThat(((SessionState.Unreachable) states.poll(5, TimeUnit.SECONDS)).cause())
                .contains("not resolved", "on purpose");
        await().until(() -> session.state().isRegistered());
    }

    @Test
    void shouldNotWaitForANameWhileAnotherReplicaAnswers() throws Exception {
        CountDownLatch resolving = new CountDownLatch(1);
        CompletableFuture<List<InetAddress>> never = new CompletableFuture<>();
        HostNames names = host -> {
            resolving.countDown();
            return never.join();
        };
        NativeSession session = open(
                names, ClientSettings.create(CLUSTER, List.of(server.address(), new ReplicaAddress("slow", 3000))));
        assertThat(resolving.await(5, TimeUnit.SECONDS)).isTrue();
        await().until(() -> session.state().isRegistered());
        assertAnswers(session);
        session.close().toCompletableFuture().get(5, TimeUnit.SECONDS);
        never.complete(List.of(loopback(1)));
    }

    @Test
    void shouldSayThatANameIsNotResolvedInTime() throws Exception {
        CompletableFuture<List<InetAddress>> later = new CompletableFuture<>();
        NativeSession session =
                open(host -> later.join(), settings(named("slow")).withConnectTimeout(Duration.ofMillis(50)));
        assertThat(((SessionState.Unreachable) states.poll(5, TimeUnit.SECONDS)).cause())
                .isEqualTo("resolving the name slow took longer than 50 ms");
        later.complete(List.of(loopback(1)));
        await().until(() -> session.state().isRegistered());
    }

    private NativeSession open(HostNames names, ClientSettings settings) {
        SessionLoop loop = SessionLoop.open(settings.transport().preference(), settings.name());
        NativeSession session = new NativeSession(settings, loop, names);
        sessions.add(session);
        session.start(states::add);
        return session;
    }

    private ReplicaAddress named(String host) {
        return new ReplicaAddress(host, server.address().port());
    }

    private static ClientSettings settings(ReplicaAddress address) {
        return ClientSettings.create(CLUSTER, List.of(address));
    }

    private List<String> causes() {
        return states.stream()
                .filter(SessionState.Unreachable.class::isInstance)
                .map(state -> ((SessionState.Unreachable) state).cause())
                .toList();
    }

    private static InetAddress loopback(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static void assertAnswers(NativeSession session) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(ByteBuffer.allocate(16)), outcome::complete);
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Reply.class);
    }
}
