package io.ledgeractors.actors.internal.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.serialization.MessageBytes;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GatewaySerializerTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_130);

    private static final ActorTestKit KIT = ActorTestKit.create("recorded");

    private final MessageBytes bytes = new MessageBytes(KIT.system());
    private final Random random = new Random(SEED);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldCarryEveryMessage() {
        System.out.println("messages of gateways from seed " + SEED);
        ActorRef<GatewayReply> replyTo = KIT.<GatewayReply>createTestProbe().getRef();
        for (int i = 0; i < 100; i++) {
            requests(replyTo).forEach(bytes::requireSame);
            replies().forEach(bytes::requireSame);
            peers(replyTo.unsafeUpcast()).forEach(bytes::requireSame);
        }
        assertThat(peers(replyTo.unsafeUpcast()).map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Stream.of(GatewayPeerMessage.class.getPermittedSubclasses())
                        .toArray(Class[]::new));
        assertThat(requests(replyTo).map(Object::getClass))
                .containsExactlyInAnyOrder(GatewayRequest.class.getPermittedSubclasses());
        assertThat(replies().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(
                        Stream.of(GatewayReply.class.getPermittedSubclasses()).toArray(Class[]::new));
        assertThat(states().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(
                        Stream.of(SessionState.class.getPermittedSubclasses()).toArray(Class[]::new));
        assertThat(outcomes().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(
                        Stream.of(Outcome.class.getPermittedSubclasses()).toArray(Class[]::new));
    }

    @Test
    void shouldTellANodeWhoseMessageHasAnUnknownVersion() {
        TestProbe<GatewayReply> node = KIT.createTestProbe();
        requests(node.getRef()).forEach(request -> {
            SerializerWithStringManifest serializer = bytes.serializer(request);
            String newer = serializer.manifest(request).replace("/1", "/2");
            Object read = MessageBytes.read(serializer, serializer.toBinary(request), newer);
            assertThat(read).isEqualTo(UnreadableGatewayMessage.INSTANCE);
            GatewayReply reply = node.receiveMessage();
            assertThat(reply.secret()).isEqualTo(request.secret());
            if (request instanceof GatewayRequest.Submit submit) {
                assertThat(reply).isInstanceOfSatisfying(GatewayReply.Answered.class, answered -> {
                    assertThat(answered.number()).isEqualTo(submit.number());
                    assertThat(answered.outcome())
                            .isInstanceOfSatisfying(
                                    Outcome.NoCapacity.class,
                                    refused -> assertThat(refused.why()).contains(newer, "write-version"));
                });
            } else {
                assertThat(reply)
                        .isInstanceOfSatisfying(
                                GatewayReply.Closing.class,
                                closing -> assertThat(closing.why()).contains(newer, "write-version"));
            }
        });
    }

    @Test
    void shouldIgnoreAReplyThatItCannotRead() {
        replies().forEach(reply -> {
            SerializerWithStringManifest serializer = bytes.serializer(reply);
            String newer = serializer.manifest(reply).replace("/1", "/2");
            assertThat(MessageBytes.read(serializer, serializer.toBinary(reply), newer))
                    .isEqualTo(UnreadableGatewayMessage.INSTANCE);
        });
    }

    @Test
    void shouldIgnoreAMessageOfAGatewayThatItCannotRead() {
        TestProbe<GatewayServerMessage> gateway = KIT.createTestProbe();
        peers(gateway.getRef()).forEach(message -> {
            SerializerWithStringManifest serializer = bytes.serializer(message);
            for (String unknown : List.of("gateway-peer.of-a-later-release/1", serializer.manifest(message) + "7")) {
                assertThat(MessageBytes.read(serializer, serializer.toBinary(message), unknown))
                        .isEqualTo(UnreadableGatewayMessage.INSTANCE);
            }
        });
        gateway.expectNoMessage(Duration.ZERO);
    }

    @Test
    void shouldSurviveChangedBytes() {
        System.out.println("changed messages of gateways from seed " + SEED);
        requests(KIT.system().deadLetters().unsafeUpcast())
                .forEach(request -> bytes.requireThatNothingElseIsThrown(request, random, 1_000));
        replies().forEach(reply -> bytes.requireThatNothingElseIsThrown(reply, random, 300));
        peers(KIT.system().deadLetters().unsafeUpcast())
                .forEach(message -> bytes.requireThatNothingElseIsThrown(message, random, 1_000));
    }

    @Test
    void shouldReadAndWriteVersion1AsRecorded() {
        SerializerWithStringManifest serializer = bytes.serializer(new GatewayReply.Closing("any", true, UInt128.ZERO));
        MessageBytes.requireAsRecorded(serializer, "gateway");
    }

    private Stream<GatewayRequest> requests(ActorRef<GatewayReply> replyTo) {
        return Stream.of(
                new GatewayRequest.Open(random.nextInt(), secret(), replyTo),
                new GatewayRequest.Submit(random.nextLong(), random.nextInt(), body(), secret(), secret(), replyTo),
                new GatewayRequest.Ping(random.nextLong(), secret(), replyTo),
                new GatewayRequest.Close(secret(), replyTo));
    }

    private Stream<GatewayReply> replies() {
        return Stream.of(
                        Stream.of(
                                new GatewayReply.SessionOpened(
                                        "cluster 0 at a, b",
                                        new Limits(512 + random.nextInt(1_000), 512 + random.nextInt(1_000)),
                                        random.nextLong(),
                                        registered(),
                                        secret(),
                                        secret()),
                                new GatewayReply.Closing("is shutting down", random.nextBoolean(), secret())),
                        states().map(state -> new GatewayReply.StateChanged(state, secret())),
                        outcomes().map(outcome -> new GatewayReply.Answered(random.nextLong(), outcome, secret())),
                        Stream.of(GatewayReply.Progress.values())
                                .map(progress -> new GatewayReply.Pong(random.nextLong(), progress, secret())))
                .flatMap(replies -> replies);
    }

    private Stream<GatewayPeerMessage> peers(ActorRef<GatewayServerMessage> replyTo) {
        Map<String, Long> settings = Map.of("a.limits[0].codes", random.nextLong(), "a.otherwise", random.nextLong());
        return Stream.of(
                new GatewayPeerMessage.Inquiry(MessageBytes.number(random), replyTo),
                new GatewayPeerMessage.Statement(MessageBytes.number(random), "cluster 0 at a, b", settings),
                new GatewayPeerMessage.Statement(MessageBytes.number(random), "", Map.of()));
    }

    private UInt128 secret() {
        return random.nextInt(4) == 0 ? UInt128.ZERO : MessageBytes.number(random);
    }

    private Stream<SessionState> states() {
        return Stream.of(
                new SessionState.Connecting(),
                new SessionState.Opening(),
                new SessionState.Unreachable("10.0.0.1:3000", "refused"),
                new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", random.nextBoolean()),
                new SessionState.NoGateway("gate"),
                new SessionState.AtGateway("a@h:1", new SessionState.Unreachable("10.0.0.1:3000", "refused")),
                registered(),
                new SessionState.Unanswered(registered(), 0, new SessionState.Unreachable("a:1", "b")),
                new SessionState.Unanswered(registered(), 0),
                new SessionState.Full(registered(), "disk"),
                new SessionState.Evicted(
                        EvictionReason.values()[random.nextInt(EvictionReason.values().length)],
                        new Release(random.nextInt())),
                new SessionState.GatewayLost("a@h:1", "is gone"),
                new SessionState.Crowded(random.nextInt()),
                new SessionState.Closed("by its user"),
                new SessionState.Closed("gave up", new SessionState.Connecting()));
    }

    private SessionState.Registered registered() {
        return new SessionState.Registered(
                random.nextInt(),
                random.nextInt(),
                new Release(random.nextInt()),
                "io_uring",
                random.nextLong(),
                random.nextLong());
    }

    private Stream<Outcome> outcomes() {
        return Stream.of(
                new Outcome.Reply(body(), random.nextLong()),
                new Outcome.NotSent("is shutting down"),
                new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY),
                new Outcome.NoCapacity("disk"),
                new Outcome.Forbidden(Map.of(0, "ledger 700", 7, "code 10")),
                new Outcome.Unknown("lost"));
    }

    private ByteBuffer body() {
        byte[] some = new byte[List.of(0, 16, 256).get(random.nextInt(3))];
        random.nextBytes(some);
        ByteBuffer body = Bytes.allocate(some.length);
        body.put(0, some);
        return body;
    }
}
