package io.ledgeractors.actors.internal.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.message.GatewayPeerMessage;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests that the gateways of a cluster compare their ledgers and the limits of their callers. */
class ComparedGatewaysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SessionState.Registered REGISTERED =
            new SessionState.Registered(1, 0, Release.of(0, 17, 9), "fake", 5, 77);
    private static final UInt128 SECRET = UInt128.of(1_234);
    private static final Map<String, Long> SETTINGS = Map.of("access.otherwise", 1L, "access.limits[0].codes", 2L);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final String name = "compared " + NUMBERS.incrementAndGet();
    private final ServiceKey<GatewayServerMessage> key = ServiceKey.create(GatewayServerMessage.class, name);
    private final ServiceKey<GatewayServerMessage> keyOfGateways =
            ServiceKey.create(GatewayServerMessage.class, name + ", for gateways");
    private final TestProbe<BatcherMessage> batcher = KIT.createTestProbe();
    private final TestProbe<GatewayReply> node = KIT.createTestProbe();
    private final TestProbe<GatewayServerMessage> other = KIT.createTestProbe();
    private final List<ActorRef<GatewayServerMessage>> started = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.ledgeractors.actors.internal.gateway");

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        started.forEach(KIT::stop);
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private ActorRef<GatewayServerMessage> start(String ledger, Map<String, Long> settings) {
        ActorRef<GatewayServerMessage> gateway = KIT.spawn(GatewayServer.create(new GatewayServer.Dependencies(
                key, ledger, 10, caller -> AccessLimits.NONE, settings, batcher.getRef(), () -> Limits.DEFAULT)));
        started.add(gateway);
        batcher.expectMessageClass(StateSubscription.class, PATIENCE)
                .subscriber()
                .tell(REGISTERED);
        return gateway;
    }

    private ActorRef<GatewayServerMessage> start() {
        return start("books", SETTINGS);
    }

    private UInt128 open(ActorRef<GatewayServerMessage> gateway) {
        gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, node.getRef()));
        node.expectMessageClass(GatewayReply.StateChanged.class, PATIENCE);
        batcher.expectMessageClass(EncodedAsk.class, PATIENCE).results(Bytes.allocate(0), 99);
        return node.expectMessageClass(GatewayReply.SessionOpened.class, PATIENCE)
                .ticket();
    }

    private void register(ActorRef<GatewayServerMessage> gateway) {
        TestProbe<Receptionist.Registered> registered = KIT.createTestProbe();
        KIT.system().receptionist().tell(Receptionist.register(keyOfGateways, gateway, registered.getRef()));
        registered.receiveMessage(PATIENCE);
    }

    private GatewayPeerMessage.Inquiry inquiry() {
        return other.expectMessageClass(GatewayPeerMessage.Inquiry.class, PATIENCE);
    }

    private static void state(GatewayPeerMessage.Inquiry inquiry, String ledger, Map<String, Long> settings) {
        inquiry.replyTo().tell(new GatewayPeerMessage.Statement(inquiry.number(), ledger, settings));
    }

    private static GatewayRequest.Submit submit(UInt128 ticket, ActorRef<GatewayReply> replyTo) {
        int size = Operation.LOOKUP_ACCOUNTS.eventSize();
        ByteBuffer body = Bytes.allocate(2 * size);
        body.limit(MultiBatch.writeTrailer(body, 0, new int[] {1}, 1, size));
        return new GatewayRequest.Submit(1, Operation.LOOKUP_ACCOUNTS.code(), body, ticket, SECRET, replyTo);
    }

    private void assertRefused(ActorRef<GatewayServerMessage> gateway, String own, String others) {
        TestProbe<GatewayReply> late = KIT.createTestProbe();
        late.awaitAssert(PATIENCE, () -> {
            gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, late.getRef()));
            GatewayReply.Closing closing = late.expectMessageClass(GatewayReply.Closing.class);
            assertThat(closing.why())
                    .contains("another ledger (" + own + ")", "(" + others + ")", "correct ledger-actors.cluster");
            return closing;
        });
    }

    private void assertServes(ActorRef<GatewayServerMessage> gateway) {
        TestProbe<GatewayReply> late = KIT.createTestProbe();
        gateway.tell(new GatewayRequest.Open(1_000_000, SECRET, late.getRef()));
        late.expectMessageClass(GatewayReply.StateChanged.class, PATIENCE);
    }

    @Test
    void shouldAnswerAnotherGateway() {
        ActorRef<GatewayServerMessage> gateway = start();
        gateway.tell(new GatewayPeerMessage.Inquiry(UInt128.of(7), other.getRef()));
        assertThat(other.receiveMessage(PATIENCE))
                .isEqualTo(new GatewayPeerMessage.Statement(UInt128.of(7), "books", SETTINGS));
    }

    @Test
    void shouldServeBesideAGatewayWithTheSameLedger() {
        ActorRef<GatewayServerMessage> gateway = start();
        register(other.getRef());
        state(inquiry(), "books", SETTINGS);
        open(gateway);
        other.expectNoMessage(Duration.ZERO);
        assertThat(log.list).isEmpty();
    }

    @Test
    void shouldServeBesideAGatewayThatDoesNotAnswer() {
        ActorRef<GatewayServerMessage> gateway = start();
        register(other.getRef());
        UInt128 number = inquiry().number();
        open(gateway);
        assertThat(inquiry().number())
                .as("it asks again, because messages may be lost")
                .isEqualTo(number);
    }

    @Test
    void shouldStandStillBesideAGatewayWithAnotherLedger() {
        ActorRef<GatewayServerMessage> gateway = start();
        UInt128 ticket = open(gateway);
        gateway.tell(submit(ticket, node.getRef()));
        EncodedAsk inFlight = batcher.expectMessageClass(EncodedAsk.class, PATIENCE);
        register(other.getRef());
        state(inquiry(), "other books", SETTINGS);
        GatewayReply.Closing closing = node.expectMessageClass(GatewayReply.Closing.class, PATIENCE);
        assertThat(closing.isForgotten())
                .as("the request in flight gets its outcome")
                .isFalse();
        inFlight.results(Bytes.allocate(0), 100);
        assertThat(node.expectMessageClass(GatewayReply.Answered.class, PATIENCE)
                        .outcome())
                .isInstanceOf(Outcome.Reply.class);
        assertRefused(gateway, "books", "other books");
        TestProbe<Receptionist.Listing> listing = KIT.createTestProbe();
        KIT.system().receptionist().tell(Receptionist.find(key, listing.getRef()));
        assertThat(listing.receiveMessage(PATIENCE).getServiceInstances(key)).isEmpty();
        other.stop();
        TestProbe<GatewayServerMessage> third = KIT.createTestProbe();
        register(third.getRef());
        state(third.expectMessageClass(GatewayPeerMessage.Inquiry.class, PATIENCE), "third books", SETTINGS);
        assertRefused(gateway, "books", "other books");
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("(books)", "(other books)", "start both again");
        });
    }

    @Test
    void shouldStandStillOnBothSides() {
        ActorRef<GatewayServerMessage> one = start();
        ActorRef<GatewayServerMessage> two = start("other books", SETTINGS);
        assertRefused(one, "books", "other books");
        assertRefused(two, "other books", "books");
        KIT.stop(one);
        assertRefused(two, "other books", "books");
    }

    @Test
    void shouldIgnoreStatementsThatItDidNotAskFor() {
        ActorRef<GatewayServerMessage> gateway = start();
        register(other.getRef());
        UInt128 number = inquiry().number();
        gateway.tell(new GatewayPeerMessage.Statement(UInt128.ZERO, "other books", Map.of()));
        gateway.tell(new GatewayPeerMessage.Statement(number, "books", SETTINGS));
        gateway.tell(new GatewayPeerMessage.Statement(number, "other books", Map.of()));
        assertServes(gateway);
        assertThat(log.list).isEmpty();
    }

    @Test
    void shouldWarnOnceOfAGatewayWithOtherLimitsOfCallers() {
        ActorRef<GatewayServerMessage> gateway = start();
        register(other.getRef());
        state(inquiry(), "books", Map.of("access.otherwise", 1L, "access.limits[0].codes", 3L));
        assertServes(gateway);
        assertServes(gateway);
        other.expectNoMessage(Duration.ZERO);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).endsWith("set the same values on both: access.limits[0].codes.");
        });
    }
}
