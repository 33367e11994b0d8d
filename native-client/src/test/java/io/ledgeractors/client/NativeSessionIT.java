package io.ledgeractors.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.client.internal.session.ServerFrames;
import io.ledgeractors.client.internal.transport.HostNames;
import io.ledgeractors.client.internal.transport.IoKind;
import io.ledgeractors.client.internal.transport.SessionLoop;
import io.ledgeractors.client.internal.transport.StarvingLoop;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the session over real sockets and every transport, against a scripted server. */
class NativeSessionIT {
    private static final UInt128 CLUSTER = UInt128.of(0x1234);

    private final List<NativeSession> sessions = new ArrayList<>();
    private final BlockingQueue<SessionState> states = new LinkedBlockingQueue<>();
    private FakeServer server;

    @BeforeEach
    void openServer() throws IOException {
        server = new FakeServer(CLUSTER);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (NativeSession session : sessions) {
            close(session);
        }
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRegisterAndCarryBodiesOfEverySize(Transport transport) throws Exception {
        NativeSession session = register(transport);
        for (int size : new int[] {0, 1, 128, 4096, 100_000, Header.BODY_MAX}) {
            ByteBuffer body = random(size);
            assertThat(ask(session, body)).as("%d bytes", size).isEqualTo(body);
        }
        assertThat(server.seen()).startsWith("ping", "register", "request 1").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellTransportAndSessionInItsState(Transport transport) throws Exception {
        NativeSession session = register(transport);
        await().untilAsserted(() -> assertThat(((SessionState.Registered) session.state()).release())
                .isEqualTo(ServerFrames.RELEASE));
        SessionState.Registered registered = (SessionState.Registered) session.state();
        assertThat(registered.session()).isEqualTo(1);
        assertThat(registered.registerTimestamp()).isEqualTo(1_001);
        assertThat(registered.transport()).isIn("io_uring", "epoll", "nio");
        if (transport != Transport.AUTO) {
            assertThat(registered.transport()).isEqualTo(transport.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendTheNextRequestFromTheHandler(Transport transport) throws Exception {
        NativeSession session = register(transport);
        CompletableFuture<Integer> done = new CompletableFuture<>();
        AtomicInteger count = new AtomicInteger();
        ByteBuffer body = random(128);
        new Object() {
            void next() {
                session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(body), outcome -> {
                    if (count.incrementAndGet() == 1_000) {
                        done.complete(count.get());
                    } else {
                        next();
                    }
                });
            }
        }.next();
        assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendTheSameBytesOnANewConnectionWhenTheOldOneIsCut(Transport transport) throws Exception {
        NativeSession session = register(transport);
        List<ByteBuffer> headers = new ArrayList<>();
        server.script((peer, nth, header, body) -> {
            headers.add(copy(header));
            if (headers.size() < 3) {
                peer.cut();
                return true;
            }
            return false;
        });
        ByteBuffer body = random(300_000);
        assertThat(ask(session, body)).isEqualTo(body);
        assertThat(headers).hasSize(3).containsOnly(headers.get(0));
        assertThat(server.seen()).containsSubsequence("request 1", "ping", "request 1", "ping", "request 1");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReconnectToARestartedServer(Transport transport) throws Exception {
        NativeSession session = register(transport);
        int port = server.address().port();
        server.close();
        CompletableFuture<Outcome> outcome = submit(session, random(128));
        await().until(() -> session.state() instanceof SessionState.Unanswered);
        server = new FakeServer(CLUSTER, port);
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Reply.class);
        assertThat(session.state()).isInstanceOf(SessionState.Registered.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldDropOnlyTheConnectionOfADamagedReply(Transport transport) throws Exception {
        NativeSession session = register(transport);
        AtomicInteger damaged = new AtomicInteger();
        server.script((peer, nth, header, body) -> {
            if (damaged.getAndIncrement() > 1) {
                return false;
            }
            byte[] reply = peer.replyTo(header, body);
            reply[damaged.get() == 1 ? 200 : reply.length - 1] ^= 1;
            peer.send(reply);
            return true;
        });
        ByteBuffer body = random(128);
        assertThat(ask(session, body)).isEqualTo(body);
        assertThat(damaged).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadAReplyInPieces(Transport transport) throws Exception {
        NativeSession session = register(transport);
        server.script((peer, nth, header, body) -> {
            byte[] reply = peer.replyTo(header, body);
            for (int at = 0; at < reply.length; at += 7) {
                peer.send(java.util.Arrays.copyOfRange(reply, at, Math.min(reply.length, at + 7)));
            }
            return true;
        });
        ByteBuffer body = random(2_000);
        assertThat(ask(session, body)).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReportARefusedRequestAndGoOn(Transport transport) throws Exception {
        NativeSession session = register(transport);
        server.script((peer, nth, header, body) -> {
            if (nth == 2) {
                peer.evict(header, EvictionReason.INVALID_REQUEST_BODY);
            }
            return nth == 2;
        });
        assertThat(submit(session, random(10)).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY));
        ByteBuffer body = random(128);
        assertThat(ask(session, body)).isEqualTo(body);
        assertThat(server.seen()).endsWith("request 1", "request 1");
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWhenTheServerHasNoSession(Transport transport) throws Exception {
        NativeSession session = register(transport);
        server.script((peer, nth, header, body) -> {
            peer.evict(header, EvictionReason.NO_SESSION);
            return true;
        });
        assertThat(submit(session, random(128)).get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unknown.class);
        assertThat(session.state())
                .isEqualTo(new SessionState.Evicted(EvictionReason.NO_SESSION, ServerFrames.RELEASE));
        assertThat(submit(session, random(128)).get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.NotSent.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatNobodyIsThere(Transport transport) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        open(transport, CLUSTER, new ReplicaAddress("127.0.0.1", free));
        SessionState.Unreachable state = (SessionState.Unreachable) states.poll(5, TimeUnit.SECONDS);
        assertThat(state.address()).isEqualTo("127.0.0.1:" + free);
        assertThat(state.cause()).contains("refused");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatTheNameIsNotResolved(Transport transport) throws Exception {
        open(transport, CLUSTER, new ReplicaAddress("nobody.invalid", 3000));
        SessionState.Unreachable state = (SessionState.Unreachable) states.poll(5, TimeUnit.SECONDS);
        assertThat(state.address()).isEqualTo("nobody.invalid:3000");
        assertThat(state.cause()).startsWith("the name nobody.invalid is not resolved");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellAnotherClusterFromUsedUpConnections(Transport transport) throws Exception {
        String address = server.address().toString();
        open(transport, UInt128.of(99), server.address());
        awaitState(new SessionState.ClosedWithoutAnswer(address, true));
        server.closeAtOnce(true);
        open(transport, CLUSTER, server.address());
        awaitState(new SessionState.ClosedWithoutAnswer(address, false));
    }

    // A server that needs more than 20 ms to close a connection first looks like one of another cluster, until the next
    // connection.
    private void awaitState(SessionState expected) {
        await().atMost(30, TimeUnit.SECONDS).until(states::poll, expected::equals);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndTheRequestInFlightAsUnknownWhenClosed(Transport transport) throws Exception {
        NativeSession session = register(transport);
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        server.script((peer, nth, header, body) -> arrived.complete(null));
        CompletableFuture<Outcome> outcome = submit(session, random(128));
        arrived.get(5, TimeUnit.SECONDS);
        session.close().toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(outcome.get(0, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unknown.class);
        assertThat(session.state()).isInstanceOf(SessionState.Closed.class);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals(name(transport))));
        assertThat(submit(session, random(1)).get(0, TimeUnit.SECONDS)).isInstanceOf(Outcome.NotSent.class);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void shouldLeaveNoFileOpen(Transport transport) throws Exception {
        close(register(transport));
        long before = openFiles();
        for (int i = 0; i < 10; i++) {
            close(register(transport));
            close(create(transport, CLUSTER, server.address()));
            close(open(transport, CLUSTER, server.address()));
        }
        server.cutConnections();
        await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(before));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLeaveNoFileOpenWhenNobodyIsThere() throws Exception {
        ReplicaAddress nobody = server.address();
        server.close();
        CountingRandom attempts = new CountingRandom();
        ClientSettings settings = ClientSettings.create(CLUSTER, List.of(nobody));
        SessionLoop loop = SessionLoop.open(settings.transport().preference(), settings.name());
        NativeSession session = new NativeSession(settings, loop, HostNames.ofJvm(), Clock.system(), attempts);
        sessions.add(session);
        long before = openFiles();
        session.start(state -> {});
        await().until(() -> attempts.count.get() > 20);
        assertThat(openFiles()).isBetween(before - 2, before + 2);
        close(session);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatItsContractForbids(Transport transport) throws Exception {
        NativeSession fresh = create(transport, CLUSTER, server.address());
        assertThatThrownBy(() -> submit(fresh, random(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(fresh::limits).isInstanceOf(IllegalStateException.class);
        NativeSession session = register(transport);
        assertThatThrownBy(() -> session.start(state -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.submit(Operation.REGISTER, Body.empty(), outcome -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        server.script((peer, nth, header, body) -> true);
        submit(session, random(1));
        assertThatThrownBy(() -> submit(session, random(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSendAnewWhenThereWasNoMemoryForAHeader() throws Exception {
        assertSendsAnew(Header.SIZE, new OutOfMemoryError("on purpose"));
    }

    @Test
    void shouldSendAnewWhenThereWasNoMemoryForABody() throws Exception {
        assertSendsAnew(300_001, new OutOfMemoryError("on purpose"));
    }

    @Test
    void shouldSendAnewWhenAFrameCannotBeWrittenForAnyReason() throws Exception {
        assertSendsAnew(300_001, new NoClassDefFoundError("on purpose"));
        assertSendsAnew(Header.SIZE, new StackOverflowError("on purpose"));
    }

    @Test
    void shouldAskForNoMemoryForTheBodyOfAPing() throws Exception {
        NativeSession session = starving();
        StarvingLoop.refuseNext(0, new AssertionError("a buffer of no bytes"));
        session.start(states::add);
        await().until(() -> session.state().isRegistered());
        assertThat(server.seen()).contains("ping");
        assertThat(StarvingLoop.hasRefused()).isFalse();
    }

    @Test
    void shouldRepeatTheRequestEvenIfTheRulesThrewOnce() throws Exception {
        AtomicInteger fails = new AtomicInteger();
        RandomGenerator random = () -> {
            if (fails.getAndDecrement() > 0) {
                throw new IllegalStateException("thrown by the rules, on purpose");
            }
            return 5;
        };
        NativeSession session = faulty(Clock.system(), random);
        server.script((peer, nth, header, body) -> nth == 2);
        fails.set(1);
        ByteBuffer body = random(10);
        assertThat(ask(session, body)).isEqualTo(body);
        assertThat(fails).hasValueLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSayNotSentWhenARequestCannotBeBuilt(boolean onItsThread) throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        NativeSession session = faulty(new FailingClock(fails), new Random(1));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        if (onItsThread) {
            session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(random(1)), first -> {
                fails.set(true);
                session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(random(10)), outcome::complete);
            });
        } else {
            fails.set(true);
            session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(random(10)), outcome::complete);
        }
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.NotSent.class);
        ByteBuffer body = random(10);
        assertThat(ask(session, body)).isEqualTo(body);
    }

    @Test
    void shouldGiveUpWhenTold() throws Exception {
        NativeSession session = NativeSession.create(
                ClientSettings.create(CLUSTER, List.of(server.address())).withGiveUpAfter(Duration.ofMillis(300)));
        sessions.add(session);
        session.start(states::add);
        await().until(() -> session.state().isRegistered());
        server.script((peer, nth, header, body) -> true);
        Outcome outcome = submit(session, random(1)).get(5, TimeUnit.SECONDS);
        assertThat(outcome).isEqualTo(new Outcome.Unknown("gave up after 300 ms without a reply"));
        assertThat(session.state()).isInstanceOf(SessionState.Closed.class);
        assertThat(submit(session, random(1)).get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.NotSent.class);
    }

    private NativeSession starving() {
        NativeSession session = new NativeSession(
                ClientSettings.create(CLUSTER, List.of(server.address())), StarvingLoop.open("starving"));
        sessions.add(session);
        return session;
    }

    /** Returns a registered session that runs with this clock and this randomness. */
    private NativeSession faulty(Clock clock, RandomGenerator random) {
        NativeSession session = new NativeSession(
                ClientSettings.create(CLUSTER, List.of(server.address())),
                SessionLoop.open(List.of(IoKind.NIO), "faulty"),
                HostNames.ofJvm(),
                clock,
                random);
        sessions.add(session);
        session.start(states::add);
        await().until(() -> session.state().isRegistered());
        return session;
    }

    private void assertSendsAnew(int refused, Error refusal) throws Exception {
        NativeSession session = starving();
        session.start(states::add);
        await().until(() -> session.state().isRegistered());
        AtomicInteger copies = new AtomicInteger();
        server.script((peer, nth, header, body) -> {
            boolean first = copies.getAndIncrement() == 0;
            if (first) {
                StarvingLoop.refuseNext(refused, refusal);
            }
            return first;
        });
        ByteBuffer body = random(300_001);
        assertThat(ask(session, body)).isEqualTo(body);
        assertThat(StarvingLoop.hasRefused()).isTrue();
        close(session);
        assertThat(server.seen())
                .as("the frames that came: whole ones only, with the request repeated on a new connection")
                .containsSubsequence("request 1", "ping", "request 1")
                .allMatch(seen -> seen.matches("ping|register|request 1"));
    }

    /** The machine's clock, which fails once when it is told to. */
    private record FailingClock(AtomicBoolean fails) implements Clock {
        @Override
        public long realtimeNanos() {
            return Clock.system().realtimeNanos();
        }

        @Override
        public long monotonicNanos() {
            if (fails.compareAndSet(true, false)) {
                throw new IllegalStateException("thrown by a clock, on purpose");
            }
            return Clock.system().monotonicNanos();
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static void close(NativeSession session) throws Exception {
        session.close().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private NativeSession register(Transport transport) {
        NativeSession session = open(transport, CLUSTER, server.address());
        await().until(() -> session.state().isRegistered());
        return session;
    }

    private NativeSession open(Transport transport, UInt128 cluster, ReplicaAddress... addresses) {
        NativeSession session = create(transport, cluster, addresses);
        session.start(states::add);
        return session;
    }

    private NativeSession create(Transport transport, UInt128 cluster, ReplicaAddress... addresses) {
        NativeSession session = NativeSession.create(ClientSettings.create(cluster, List.of(addresses))
                .withTransport(transport)
                .withName(name(transport)));
        sessions.add(session);
        return session;
    }

    private static String name(Transport transport) {
        return "session-over-" + transport;
    }

    private static ByteBuffer ask(NativeSession session, ByteBuffer body) throws Exception {
        CompletableFuture<ByteBuffer> copied = new CompletableFuture<>();
        session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(body), outcome -> {
            if (outcome instanceof Outcome.Reply reply) {
                copied.complete(copy(reply.body()));
            } else {
                copied.completeExceptionally(new AssertionError(outcome));
            }
        });
        return copied.get(10, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Outcome> submit(NativeSession session, ByteBuffer body) {
        CompletableFuture<Outcome> ended = new CompletableFuture<>();
        session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(body), ended::complete);
        return ended;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return Bytes.allocate(bytes.limit()).put(0, bytes, 0, bytes.limit());
    }

    private static ByteBuffer random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Bytes.allocateDirect(size).put(0, bytes);
    }

    /** Counts how often the session plans the next attempt to connect, and makes each wait the shortest one. */
    private static final class CountingRandom implements RandomGenerator {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public long nextLong() {
            count.incrementAndGet();
            return 0;
        }
    }
}
