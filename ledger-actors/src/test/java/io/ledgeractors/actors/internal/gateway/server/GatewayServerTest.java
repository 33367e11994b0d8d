package io.ledgeractors.actors.internal.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply.Progress;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.gateway.message.UnreadableGatewayMessage;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.StateSubscription;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a gateway does with messages that do not fit, beside those of a session that is open. */
class GatewayServerTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_130);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NODES_MAX = 3;
    private static final int ASKS_MAX = 2 * NODES_MAX;
    private static final SessionState.Registered REGISTERED =
            new SessionState.Registered(1, 0, Release.of(0, 17, 9), "fake", 5, 77);
    private static final UInt128 SECRET = UInt128.of(1_234);
    private static final UInt128 OTHER = UInt128.of(4_321);

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final ServiceKey<GatewayServerMessage> key =
            ServiceKey.create(GatewayServerMessage.class, "gateways " + NUMBERS.incrementAndGet());

    private final TestProbe<BatcherMessage> batcher = KIT.createTestProbe();
    private final TestProbe<GatewayReply> node = KIT.createTestProbe();
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private ActorRef<GatewayServerMessage> gateway;
    private UInt128 ticket;

    @BeforeEach
    void start() {
        start(AccessLimits.NONE);
    }

    private void start(AccessLimits access) {
        start(caller -> access);
        ticket = open(node, SECRET);
    }

    private void start(Function<ActorRef<?>, AccessLimits> access) {
        gateway = KIT.spawn(GatewayServer.create(new GatewayServer.Dependencies(
                key, "books", NODES_MAX, access, Map.of(), batcher.getRef(), this::limits)));
        batcher.expectMessageClass(StateSubscription.class, PATIENCE)
                .subscriber()
                .tell(REGISTERED);
    }

    @AfterEach
    void end() {
        KIT.stop(gateway);
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private Limits limits() {
        if (isFailing.getAndSet(false)) {
            throw new IllegalStateException("on purpose");
        }
        return Limits.DEFAULT;
    }

    private EncodedAsk ask() {
        return batcher.expectMessageClass(EncodedAsk.class, PATIENCE);
    }

    private UInt128 open(TestProbe<GatewayReply> session, UInt128 secret) {
        gateway.tell(new GatewayRequest.Open(1_000_000, secret, session.getRef()));
        session.expectMessageClass(GatewayReply.StateChanged.class, PATIENCE);
        ask().results(Bytes.allocate(0), 99);
        GatewayReply.SessionOpened opened = session.expectMessageClass(GatewayReply.SessionOpened.class, PATIENCE);
        assertThat(opened.secret()).isEqualTo(secret);
        return opened.ticket();
    }

    private CompletableFuture<Void> stopGateway() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        gateway.tell(new GatewayServer.Stop(() -> stopped.complete(null)));
        GatewayReply.Closing closing = node.expectMessageClass(GatewayReply.Closing.class, PATIENCE);
        assertThat(closing.isForgotten()).isFalse();
        return stopped;
    }

    private static ByteBuffer lookup() {
        ByteBuffer body = Bytes.allocate(2 * Operation.LOOKUP_ACCOUNTS.eventSize());
        return body.limit(MultiBatch.writeTrailer(body, 0, new int[] {1}, 1, Operation.LOOKUP_ACCOUNTS.eventSize()));
    }

    private GatewayRequest.Submit submit(long number, UInt128 itsTicket, UInt128 secret) {
        return new GatewayRequest.Submit(
                number, Operation.LOOKUP_ACCOUNTS.code(), lookup(), itsTicket, secret, node.getRef());
    }

    private void assertProgress(long number, Progress progress) {
        gateway.tell(new GatewayRequest.Ping(number, SECRET, node.getRef()));
        assertThat(node.receiveMessage(PATIENCE)).isEqualTo(new GatewayReply.StateChanged(REGISTERED, SECRET));
        assertThat(node.receiveMessage(PATIENCE)).isEqualTo(new GatewayReply.Pong(number, progress, SECRET));
    }

    private void assertServed(long number) {
        gateway.tell(submit(number, ticket, SECRET));
        ByteBuffer results = Bytes.allocate(16);
        ask().results(results, 100 + number);
        assertThat(node.receiveMessage(PATIENCE))
                .isEqualTo(new GatewayReply.Answered(number, new Outcome.Reply(results, 100 + number), SECRET));
    }

    @Test
    void shouldDoNothingForTheSessionOfAnotherNode() {
        gateway.tell(submit(1, ticket, OTHER));
        gateway.tell(new GatewayRequest.Ping(1, OTHER, node.getRef()));
        for (int i = 0; i < 2; i++) {
            assertThat(node.receiveMessage(PATIENCE)).isInstanceOfSatisfying(GatewayReply.Closing.class, closing -> {
                assertThat(closing.isForgotten()).isTrue();
                assertThat(closing.secret()).as("the session ignores it").isEqualTo(OTHER);
            });
        }
        gateway.tell(new GatewayRequest.Close(OTHER, node.getRef()));
        assertProgress(1, Progress.NOT_SEEN);
        assertServed(1);
    }

    @Test
    void shouldDoNothingForANodeThatOpensASessionInTheNameOfAnother() {
        UInt128 itsTicket = open(node, OTHER);
        assertThat(itsTicket).isNotEqualTo(ticket);
        gateway.tell(submit(1, UInt128.ZERO, OTHER));
        assertThat(node.expectMessageClass(GatewayReply.Closing.class, PATIENCE).secret())
                .isEqualTo(OTHER);
        gateway.tell(submit(1, ticket, OTHER));
        assertThat(node.expectMessageClass(GatewayReply.Closing.class, PATIENCE).secret())
                .isEqualTo(OTHER);
        assertServed(1);
        gateway.tell(new GatewayRequest.Close(OTHER, node.getRef()));
        assertServed(2);
    }

    @Test
    void shouldForgetAllSessionsOfAnActorThatHasStopped() {
        TestProbe<GatewayReply> leaving = KIT.createTestProbe();
        open(leaving, SECRET);
        open(leaving, OTHER);
        leaving.stop();
        TestProbe<GatewayReply> next = KIT.createTestProbe();
        next.awaitAssert(PATIENCE, () -> {
            gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, next.getRef()));
            next.expectMessageClass(GatewayReply.StateChanged.class, PATIENCE);
            return null;
        });
    }

    @Test
    void shouldOpenASessionOnceItsNodeCanBeWatched() {
        end();
        AtomicReference<@Nullable AccessLimits> known = new AtomicReference<>();
        start(caller -> known.get());
        for (int i = 0; i < 2; i++) {
            gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, node.getRef()));
            assertThat(node.receiveMessage(PATIENCE))
                    .as("what keeps the node from taking the gateway for lost")
                    .isEqualTo(new GatewayReply.StateChanged(REGISTERED, SECRET));
        }
        known.set(AccessLimits.NONE);
        ticket = open(node, SECRET);
        batcher.expectNoMessage(Duration.ZERO);
        assertServed(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHaveStoppedOnceItsLastBusyNodeIsGone(boolean dies) {
        end();
        start(new AccessLimits("limits", Permission.READ_AND_WRITE, Set.of(1, 2), Set.of(), null));
        gateway.tell(submit(1, ticket, SECRET));
        EncodedAsk asked = ask();
        CompletableFuture<Void> stopped = stopGateway();
        assertProgress(1, Progress.IN_PROGRESS);
        assertThat(stopped).isNotDone();
        if (dies) {
            node.stop();
        } else {
            gateway.tell(new GatewayRequest.Close(SECRET, node.getRef()));
        }
        assertThat(stopped).succeedsWithin(PATIENCE);
        asked.unknown("too late");
    }

    @Test
    void shouldEndTheSessionsOfNodesThatMissedThatItStops() {
        CompletableFuture<Void> stopped = stopGateway();
        assertThat(stopped).succeedsWithin(PATIENCE);
        gateway.tell(submit(1, ticket, SECRET));
        assertThat(node.expectMessageClass(GatewayReply.Answered.class, PATIENCE)
                        .outcome())
                .isInstanceOf(Outcome.NotSent.class);
        assertThat(node.expectMessageClass(GatewayReply.Closing.class, PATIENCE).isForgotten())
                .isFalse();
        gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, node.getRef()));
        assertThat(node.expectMessageClass(GatewayReply.Closing.class, PATIENCE).isForgotten())
                .as("a node that still opens its session has no request in flight")
                .isTrue();
    }

    /** Lets the gateway fail when it gets the outcome of this ask, with which it opens a session. */
    private void restart(EncodedAsk probe) {
        isFailing.set(true);
        probe.unknown("the gateway fails with this outcome");
        batcher.expectMessageClass(StateSubscription.class, PATIENCE)
                .subscriber()
                .tell(REGISTERED);
    }

    /** Opens sessions and ends them before the ledger has answered for them. Returns the asks at the batcher. */
    private List<EncodedAsk> openAndClose(int sessions) {
        TestProbe<GatewayReply> restless = KIT.createTestProbe();
        List<EncodedAsk> asks = new ArrayList<>();
        for (long secret = 1; secret <= sessions; secret++) {
            gateway.tell(new GatewayRequest.Open(1_000_000, UInt128.of(secret), restless.getRef()));
            restless.expectMessageClass(GatewayReply.StateChanged.class, PATIENCE);
            asks.add(ask());
            gateway.tell(new GatewayRequest.Close(UInt128.of(secret), restless.getRef()));
        }
        return asks;
    }

    private void assertFull() {
        TestProbe<GatewayReply> late = KIT.createTestProbe();
        gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, late.getRef()));
        assertThat(late.expectMessageClass(GatewayReply.Closing.class, PATIENCE).why())
                .contains("waits for the ledger to answer " + ASKS_MAX);
    }

    @Test
    void shouldCountTheAsksFromBeforeARestart() {
        List<EncodedAsk> asks = openAndClose(ASKS_MAX);
        assertFull();
        restart(asks.remove(0));
        asks.addAll(openAndClose(1));
        assertFull();
        asks.forEach(ask -> ask.unknown("lost"));
        openAndClose(ASKS_MAX);
        assertFull();
    }

    @Test
    void shouldStayStoppedAfterARestart() {
        gateway.tell(submit(1, ticket, SECRET));
        EncodedAsk inFlight = ask();
        EncodedAsk probe = openAndClose(1).get(0);
        CompletableFuture<Void> stopped = stopGateway();
        assertProgress(1, Progress.IN_PROGRESS);
        assertThat(stopped).isNotDone();
        restart(probe);
        assertThat(stopped).as("no node is left").succeedsWithin(PATIENCE);
        gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, node.getRef()));
        assertThat(node.expectMessageClass(GatewayReply.Closing.class, PATIENCE).why())
                .isEqualTo("is shutting down");
        TestProbe<Receptionist.Listing> listing = KIT.createTestProbe();
        KIT.system().receptionist().tell(Receptionist.find(key, listing.getRef()));
        assertThat(listing.receiveMessage(PATIENCE).getServiceInstances(key)).isEmpty();
        inFlight.unknown("too late");
    }

    @Test
    void shouldTakeARequestOnlyAfterTheOneBefore() {
        gateway.tell(submit(1, ticket, SECRET));
        gateway.tell(submit(2, ticket, SECRET));
        gateway.tell(submit(Long.MAX_VALUE, ticket, SECRET));
        EncodedAsk first = ask();
        assertProgress(1, Progress.IN_PROGRESS);
        assertProgress(2, Progress.NOT_SEEN);
        first.results(Bytes.allocate(0), 100);
        assertThat(node.expectMessageClass(GatewayReply.Answered.class, PATIENCE)
                        .number())
                .isEqualTo(1);
        assertProgress(1, Progress.ANSWERED);
        assertServed(2);
    }

    @Test
    void shouldIgnoreMessagesThatAreNotForGateways() {
        ActorRef<Object> any = gateway.unsafeUpcast();
        any.tell(new GatewayReply.Pong(1, Progress.ANSWERED, SECRET));
        any.tell("a text");
        any.tell(UnreadableGatewayMessage.INSTANCE);
        assertServed(1);
    }

    @Test
    void shouldKeepFewAsksOfSessionsThatEndWhileTheLedgerDoesNotAnswer() {
        TestProbe<GatewayReply> restless = KIT.createTestProbe();
        int probes = 0;
        for (long secret = 1; secret <= 100; secret++) {
            gateway.tell(new GatewayRequest.Open(1_000_000, UInt128.of(secret), restless.getRef()));
            GatewayReply reply = restless.receiveMessage(PATIENCE);
            if (reply instanceof GatewayReply.Closing closing) {
                assertThat(closing.why()).contains("waits for the ledger");
            } else {
                probes++;
                gateway.tell(new GatewayRequest.Close(UInt128.of(secret), restless.getRef()));
            }
        }
        assertThat(probes).isEqualTo(2 * NODES_MAX);
        for (int i = 0; i < probes; i++) {
            ask().unknown("lost");
        }
        restless.awaitAssert(PATIENCE, () -> {
            gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, restless.getRef()));
            restless.expectMessageClass(GatewayReply.StateChanged.class, PATIENCE);
            return null;
        });
    }

    @Test
    void shouldAnswerRequestsOfRandomBytesUnderLimits() {
        System.out.println("requests of random bytes from seed " + SEED);
        end();
        start(new AccessLimits("limits", Permission.READ_AND_WRITE, Set.of(1, 2), Set.of(1), UInt128.of(100)));
        Random random = new Random(SEED);
        int asked = 0;
        for (long number = 1; number <= 3_000; number++) {
            Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
            gateway.tell(new GatewayRequest.Submit(
                    number,
                    random.nextInt(20) == 0 ? random.nextInt() : operation.code(),
                    randomBody(operation, random),
                    ticket,
                    SECRET,
                    node.getRef()));
            gateway.tell(new GatewayRequest.Ping(number, SECRET, node.getRef()));
            GatewayReply reply = node.receiveMessage(PATIENCE);
            boolean isRefused = reply instanceof GatewayReply.Answered;
            if (isRefused) {
                reply = node.receiveMessage(PATIENCE);
            }
            assertThat(reply).isInstanceOf(GatewayReply.StateChanged.class);
            node.expectMessageClass(GatewayReply.Pong.class, PATIENCE);
            if (!isRefused) {
                asked++;
                ask().unknown("the ledger is not asked here");
                node.expectMessageClass(GatewayReply.Answered.class, PATIENCE);
            }
        }
        assertThat(asked).isBetween(100, 2_900);
        assertProgress(3_001, Progress.NOT_SEEN);
    }

    // Mostly a few events with small numbers, so that some requests pass all checks.
    private static ByteBuffer randomBody(Operation operation, Random random) {
        int size = Math.max(1, operation.eventSize());
        int batches = operation.isMultiBatch() ? random.nextInt(4) : 1;
        int[] counts = random.ints(Math.max(1, batches), 0, 3).toArray();
        int events = Arrays.stream(counts).sum();
        ByteBuffer body = Bytes.allocate((events + batches + 2) * Math.max(size, 16));
        for (int at = 0; at < events * size; at++) {
            body.put(at, (byte) (random.nextInt(8) == 0 ? random.nextInt(4) : 0));
        }
        int length = operation.isMultiBatch() && batches > 0
                ? MultiBatch.writeTrailer(body, 0, counts, counts.length, size)
                : events * size;
        for (int i = random.nextInt(4) == 0 ? random.nextInt(20) : 0; i > 0 && length > 0; i--) {
            body.put(random.nextInt(length), (byte) random.nextInt());
        }
        return body.limit(random.nextInt(20) == 0 ? random.nextInt(length + 1) : length);
    }
}
