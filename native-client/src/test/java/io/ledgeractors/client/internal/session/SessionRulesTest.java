package io.ledgeractors.client.internal.session;

import static io.ledgeractors.client.internal.session.Rig.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class SessionRulesTest {
    private static final byte[] BODY = {1, 2, 3};

    // --- registering

    @Test
    void shouldPingAndRegisterAsSoonAsItIsConnected() {
        Rig rig = new Rig(1);
        rig.start();
        assertThat(rig.effects).containsExactly(new SessionEffect.Connect(0));
        rig.open(0);
        assertThat(rig.sent(0)).containsExactly("ping", "register");
        ByteBuffer register = rig.lastRequest(0).header();
        assertThat(Bytes.getU128(register, Header.Request.CLIENT)).isEqualTo(rig.rules.client());
        assertThat(Header.size(register, 0)).isEqualTo(512);
        assertThat(Header.isChecksumValid(register, 0)).isTrue();
        assertThat(Header.release(register, 0)).isEqualTo(Release.CLIENT);
        assertThat(rig.rules.client().isZero()).isFalse();
    }

    @Test
    void shouldTakeSessionLimitsAndTimestampFromTheReply() {
        Rig rig = new Rig(1);
        rig.start();
        rig.open(0);
        rig.frame(
                0, ServerFrames.of(Rig.CLUSTER).registerReply(rig.lastRequest(0).header(), 221, 32_512));
        assertThat(rig.rules.limits().batchSizeLimit()).isEqualTo(32_512);
        assertThat(rig.states()).containsExactly(new SessionState.Registered(0, 0, Release.CLIENT, "test", 221, 1_221));
        rig.pong(0, 0, ServerFrames.RELEASE);
        assertThat(rig.rules.state())
                .isEqualTo(new SessionState.Registered(0, 0, ServerFrames.RELEASE, "test", 221, 1_221));
        assertThat(rig.submit(BODY).header().getLong(Header.Request.SESSION)).isEqualTo(221);
    }

    @Test
    void shouldRepeatTheRegisterUntilItIsAnswered() {
        Rig rig = new Rig(1);
        rig.start();
        rig.open(0);
        OutgoingFrame register = rig.lastRequest(0);
        for (int i = 0; i < 5; i++) {
            rig.written(0, register);
            rig.pass(3_000);
        }
        assertThat(rig.sent(0).stream().filter("register"::equals).count()).isGreaterThan(5);
        rig.replyTo(0, register);
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    @Test
    void shouldDropAServerThatGrantsAnImpossibleLimit() {
        Rig rig = new Rig(1);
        rig.start();
        rig.open(0);
        rig.frame(
                0, ServerFrames.of(Rig.CLUSTER).registerReply(rig.lastRequest(0).header(), 1, 5));
        assertThat(rig.effects).contains(new SessionEffect.Disconnect(0));
        assertThat(rig.rules.limits()).isNull();
    }

    // --- requests and replies

    @Test
    void shouldNumberRequestsAndChainThemByTheContextOfReplies() {
        Rig rig = Rig.registered();
        UInt128 parent = Rig.parent(rig.submit(BODY));
        assertThat(parent.isZero()).isFalse();
        for (int number = 1; number < 4; number++) {
            OutgoingFrame request = rig.lastRequest(0);
            assertThat(Rig.name(request)).isEqualTo("request " + number);
            ByteBuffer reply = rig.reply(request, 0);
            rig.frame(0, reply);
            assertThat(Rig.parent(rig.submit(BODY))).isEqualTo(Bytes.getU128(reply, Header.Reply.CONTEXT));
        }
        assertThat(rig.outcomes()).hasSize(3).allMatch(Outcome.Reply.class::isInstance);
    }

    @Test
    void shouldDeliverBodyAndTimestamp() {
        Rig rig = Rig.registered();
        rig.replyTo(0, rig.submit(BODY));
        Outcome.Reply reply = (Outcome.Reply) rig.outcomes().get(0);
        assertThat(reply.body()).isEqualTo(ByteBuffer.wrap(BODY));
        assertThat(reply.timestamp()).isEqualTo(1_002);
    }

    @Test
    void shouldStateTheLatencyOfTheRequestBefore() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        rig.pass(7);
        rig.replyTo(0, request);
        assertThat(rig.submit(BODY).header().getInt(Header.Request.PREVIOUS_REQUEST_LATENCY))
                .isEqualTo(7_000);
    }

    @Test
    void shouldPassOverRepliesToEarlierRequests() {
        Rig rig = Rig.registered();
        OutgoingFrame first = rig.submit(BODY);
        ByteBuffer reply = rig.reply(first, 0);
        rig.frame(0, reply);
        rig.frame(0, reply);
        rig.submit(BODY);
        rig.frame(0, reply);
        assertThat(rig.outcomes()).hasSize(1);
        assertThat(rig.effects(SessionEffect.Disconnect.class)).isEmpty();
    }

    @Test
    void shouldTakeARepliesSecondCopyInANewerView() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        ByteBuffer reply = rig.reply(request, 0);
        UInt128 context = Bytes.getU128(reply, Header.Reply.CONTEXT);
        reply.putInt(Header.VIEW, 9);
        Header.seal(reply, 0);
        rig.frame(0, reply);
        assertThat(Rig.parent(rig.submit(BODY))).isEqualTo(context);
        assertThat(rig.lastRequest(0).header().getInt(Header.VIEW)).isEqualTo(9);
    }

    @Test
    void shouldDropAServerThatAnswersWhatWasNeverSent() {
        List<ByteBuffer> wrong = new ArrayList<>();
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        for (int field : new int[] {
            Header.Reply.REQUEST_CHECKSUM, Header.Reply.OP, Header.Reply.REQUEST, Header.Reply.OPERATION, Header.RELEASE
        }) {
            ByteBuffer reply = rig.reply(request, 0);
            reply.put(field, (byte) (reply.get(field) + 1));
            Header.seal(reply, 0);
            wrong.add(reply);
        }
        for (ByteBuffer reply : wrong) {
            rig.effects.clear();
            rig.frame(0, reply);
            assertThat(rig.effects).contains(new SessionEffect.Disconnect(0));
            assertThat(rig.effects(SessionEffect.Say.class))
                    .singleElement()
                    .satisfies(say -> assertThat(say.text()).contains("broken server"));
            assertThat(rig.outcomes()).isEmpty();
            rig.pass(2_000);
            rig.open(0);
            assertThat(rig.sent(0)).contains("ping", "request 1");
        }
        rig.replyTo(0, request);
        assertThat(rig.outcomes()).hasSize(1);
    }

    @Test
    void shouldPassOverFramesWithAFieldThatMustBeZero() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        for (int field : new int[] {20, 60, 70, Header.EPOCH, Header.PROTOCOL, 120, 150, 180, 240}) {
            ByteBuffer reply = rig.reply(request, 0);
            reply.put(field, (byte) 1);
            rig.frame(0, reply);
        }
        ByteBuffer request2 = rig.lastRequest(0).header();
        rig.frame(0, request2);
        assertThat(rig.outcomes()).isEmpty();
        assertThat(rig.effects(SessionEffect.Disconnect.class)).isEmpty();
    }

    @Test
    void shouldPassOverFramesOfAnotherClient() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        ByteBuffer reply = rig.reply(request, 0);
        reply.put(Header.Reply.CLIENT, (byte) (reply.get(Header.Reply.CLIENT) + 1));
        rig.frame(0, reply);
        rig.frame(0, ServerFrames.of(Rig.CLUSTER).eviction(UInt128.of(1), EvictionReason.NO_SESSION));
        assertThat(rig.outcomes()).isEmpty();
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    @Test
    void shouldRefuseASecondRequestAndOneBeforeItIsRegistered() {
        assertThatThrownBy(() -> new Rig(1).submit(BODY)).isInstanceOf(IllegalStateException.class);
        Rig rig = Rig.registered();
        rig.submit(BODY);
        assertThatThrownBy(() -> rig.submit(BODY)).isInstanceOf(IllegalStateException.class);
    }

    // --- repeating

    @Test
    void shouldRepeatTheSameFrameAfter600MillisecondsAndThenByBackoff() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        rig.written(0, request);
        rig.effects.clear();
        rig.pass(599);
        assertThat(rig.sent(0)).isEmpty();
        rig.pass(1);
        assertThat(rig.effects(SessionEffect.Send.class)).contains(new SessionEffect.Send(0, request, false));
        rig.written(0, request);
        // The pong came at once, so a round trip is one tick: 2 x 10 ms + 10 ms + up to 20 ms.
        rig.pass(29);
        assertThat(rig.requests(0)).hasSize(1);
        rig.pass(21);
        assertThat(rig.requests(0)).hasSize(2);
    }

    @Test
    void shouldNeverWaitLongerThanTenSecondsAndTwoRoundTrips() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        OutgoingFrame answered = rig.lastPing(0);
        long before = rig.now;
        for (int i = 0; i < 60; i++) {
            rig.written(0, request);
            int sent = rig.requests(0).size();
            while (rig.requests(0).size() == sent) {
                rig.now = rig.rules.nextWakeUp();
                rig.pass(0);
                if (rig.lastPing(0) != answered) {
                    answered = rig.lastPing(0);
                    rig.pong(0, 0, ServerFrames.RELEASE);
                }
            }
            assertThat(rig.now - before).isLessThanOrEqualTo(10_020 * MILLI);
            before = rig.now;
        }
    }

    @Test
    void shouldNotRepeatWhatIsStillBeingWritten() {
        Rig rig = Rig.registered();
        rig.submit(BODY);
        rig.pass(20_000);
        assertThat(rig.sent(0).stream().filter("request 1"::equals)).hasSize(1);
    }

    @Test
    void shouldTellThatARequestIsUnansweredAndThatItIsAnswered() {
        Rig rig = Rig.registered();
        SessionState registered = rig.rules.state();
        long since = rig.now;
        OutgoingFrame request = rig.submit(BODY);
        rig.pass(5_000);
        rig.replyTo(0, request);
        assertThat(rig.states())
                .containsExactly(new SessionState.Unanswered((SessionState.Registered) registered, since), registered);
    }

    @Test
    void shouldSendRepeatsToOneOtherReplicaToo() {
        Rig rig = Rig.registered(3);
        rig.submit(BODY);
        assertThat(rig.sent(0)).containsExactly("request 1");
        assertThat(rig.sent(1)).isEmpty();
        assertThat(rig.sent(2)).isEmpty();
        rig.effects.clear();
        rig.pass(600);
        List<String> others = new ArrayList<>(rig.requests(1));
        others.addAll(rig.requests(2));
        assertThat(others).containsExactly("request 1");
    }

    @Test
    void shouldUseTheUpperMedianOfTheRoundTrips() {
        Rig rig = Rig.registered(3);
        rig.pass(30_000);
        OutgoingFrame[] pings = {rig.lastPing(0), rig.lastPing(1), rig.lastPing(2)};
        rig.pass(55);
        rig.frame(0, ServerFrames.ofReplica(Rig.CLUSTER, 0).pong(pings[0].header()));
        rig.pass(100);
        rig.frame(1, ServerFrames.ofReplica(Rig.CLUSTER, 1).pong(pings[1].header()));
        rig.pass(300);
        rig.frame(2, ServerFrames.ofReplica(Rig.CLUSTER, 2).pong(pings[2].header()));
        OutgoingFrame request = rig.submit(BODY);
        rig.written(0, request);
        rig.pass(600);
        rig.effects.clear();
        rig.written(0, request);
        rig.pass(2 * 150 + 9);
        assertThat(rig.sent(0)).isEmpty();
        rig.pass(22);
        assertThat(rig.sent(0)).containsExactly("request 1");
    }

    // --- connections

    @Test
    void shouldPingAndSendTheSameRequestOnANewConnection() {
        Rig rig = Rig.registered();
        OutgoingFrame request = rig.submit(BODY);
        rig.close(0, "reset");
        rig.effects.clear();
        rig.pass(101);
        assertThat(rig.effects).containsExactly(new SessionEffect.Connect(0));
        rig.open(0);
        assertThat(rig.sent(0)).containsExactly("ping", "request 1");
        assertThat(rig.lastRequest(0)).isSameAs(request);
        assertThat(rig.effects).contains(new SessionEffect.Send(0, request, false));
    }

    @Test
    void shouldWaitLongerAfterEachFailedAttemptButNeverLongerThanASecond() {
        Rig rig = new Rig(1);
        rig.start();
        long longest = 0;
        for (int attempt = 0; attempt < 40; attempt++) {
            rig.close(0, "refused");
            long wait = rig.rules.nextWakeUp() - rig.now;
            if (rig.effects(SessionEffect.Connect.class).size() == 1) {
                assertThat(wait).isBetween(50 * MILLI, 100 * MILLI);
            }
            assertThat(wait).isBetween(50 * MILLI, 1_000 * MILLI);
            longest = Math.max(longest, wait);
            int attempts = rig.effects(SessionEffect.Connect.class).size();
            while (rig.effects(SessionEffect.Connect.class).size() == attempts) {
                rig.now = rig.rules.nextWakeUp();
                rig.pass(0);
            }
        }
        assertThat(longest).isGreaterThan(500 * MILLI);
    }

    @Test
    void shouldConnectQuicklyAgainOnceAFrameCame() {
        Rig rig = new Rig(1);
        rig.start();
        for (int attempt = 0; attempt < 10; attempt++) {
            rig.close(0, "refused");
            rig.pass(1_000);
        }
        rig.open(0);
        rig.pong(0, 0, ServerFrames.RELEASE);
        rig.pass(1_000);
        rig.close(0, "reset");
        assertThat(rig.rules.nextWakeUp() - rig.now).isBetween(50 * MILLI, 100 * MILLI);
    }

    @Test
    void shouldConnectMoreSlowlyToAServerThatClosesAtOnceAgainAndAgain() {
        Rig rig = Rig.registered();
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            rig.close(0, "reset");
            longest = Math.max(longest, rig.rules.nextWakeUp() - rig.now);
            rig.pass(1_000);
            rig.open(0);
            rig.pong(0, 0, ServerFrames.RELEASE);
        }
        assertThat(longest).isGreaterThan(300 * MILLI);
    }

    @Test
    void shouldTakeItsTimeWithAServerThatKeepsSendingNonsense() {
        Rig rig = Rig.registered();
        for (int i = 0; i < 20; i++) {
            rig.damage(0);
            rig.pass(1_000);
            rig.open(0);
            rig.pong(0, 0, ServerFrames.RELEASE);
        }
        rig.damage(0);
        assertThat(rig.rules.nextWakeUp() - rig.now).isGreaterThan(100 * MILLI);
    }

    @Test
    void shouldSendToAnotherReplicaWhenThePrimaryIsNotConnected() {
        Rig rig = Rig.registered(3);
        rig.close(0, "reset");
        rig.close(1, "reset");
        rig.submit(BODY);
        assertThat(rig.sent(2)).containsExactly("request 1");
    }

    @Test
    void shouldSendAWaitingRequestToWhoeverIsConnectedFirst() {
        Rig rig = Rig.registered(3);
        for (int i = 0; i < 3; i++) {
            rig.close(i, "reset");
        }
        rig.submitNothing();
        rig.pass(200);
        rig.open(1);
        rig.open(2);
        rig.open(0);
        assertThat(rig.sent(1)).containsExactly("ping", "request 1");
        assertThat(rig.sent(2)).containsExactly("ping");
        assertThat(rig.sent(0)).containsExactly("ping", "request 1");
    }

    @Test
    void shouldCloseTheConnectionThatStillHoldsTheBodyWhenAnotherReplicaAnswered() {
        Rig rig = Rig.registered(3);
        OutgoingFrame request = rig.submit(BODY);
        rig.pass(600);
        rig.replyTo(1, request);
        List<Class<?>> order = new ArrayList<>();
        rig.effects.forEach(effect -> order.add(effect.getClass()));
        assertThat(rig.effects(SessionEffect.Disconnect.class)).containsExactly(new SessionEffect.Disconnect(0));
        assertThat(order.indexOf(SessionEffect.Disconnect.class))
                .isLessThan(order.indexOf(SessionEffect.Deliver.class));
    }

    @Test
    void shouldKeepTheConnectionThatHasWrittenTheBody() {
        Rig rig = Rig.registered(3);
        OutgoingFrame request = rig.submit(BODY);
        rig.written(0, request);
        rig.pass(600);
        rig.replyTo(1, request);
        assertThat(rig.effects(SessionEffect.Disconnect.class)).isEmpty();
    }

    @Test
    void shouldDropOnlyTheDamagedConnection() {
        Rig rig = Rig.registered(3);
        rig.damage(1);
        assertThat(rig.effects(SessionEffect.Disconnect.class)).containsExactly(new SessionEffect.Disconnect(1));
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    // --- views

    @Test
    void shouldFollowTheViewToItsPrimary() {
        Rig rig = Rig.registered(3);
        rig.pong(2, 4, ServerFrames.RELEASE);
        assertThat(rig.rules.state()).isInstanceOfSatisfying(SessionState.Registered.class, state -> {
            assertThat(state.view()).isEqualTo(4);
            assertThat(state.replica()).isEqualTo(1);
        });
        rig.submit(BODY);
        assertThat(rig.sent(1)).containsExactly("request 1");
        rig.pong(2, 3, ServerFrames.RELEASE);
        assertThat(((SessionState.Registered) rig.rules.state()).view()).isEqualTo(4);
    }

    @Test
    void shouldSendTheRequestInFlightToANewPrimaryAtOnce() {
        Rig rig = Rig.registered(3);
        OutgoingFrame request = rig.submit(BODY);
        rig.pong(2, 2, ServerFrames.RELEASE);
        assertThat(rig.lastRequest(2)).isSameAs(request);
        assertThat(rig.effects).contains(new SessionEffect.Send(2, request, false));
    }

    // --- pings

    @Test
    void shouldPingEveryReplicaEvery30Seconds() {
        Rig rig = Rig.registered(3);
        for (int i = 0; i < 3; i++) {
            rig.pass(30_000);
            for (int replica = 0; replica < 3; replica++) {
                rig.pong(replica, 0, ServerFrames.RELEASE);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(rig.sent(i)).containsExactly("ping", "ping", "ping");
        }
    }

    @Test
    void shouldPingMoreOftenWhileARequestIsLate() {
        Rig rig = Rig.registered(3);
        rig.submit(BODY);
        rig.pass(600);
        assertThat(rig.sent(1)).contains("ping");
        rig.pass(10_000);
        assertThat(rig.sent(2).stream().filter("ping"::equals)).hasSize(3);
    }

    @Test
    void shouldGiveUpAConnectionOnWhichNoPongComes() {
        Rig rig = Rig.registered();
        rig.pass(30_000 + 16_999);
        assertThat(rig.effects(SessionEffect.Disconnect.class)).isEmpty();
        rig.pass(1);
        assertThat(rig.effects(SessionEffect.Disconnect.class)).hasSize(1);
        rig.pass(1_000);
        rig.open(0);
        assertThat(rig.sent(0)).containsExactly("ping", "ping");
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    @Test
    void shouldPingWithTheSessionOnlyServersThatKnowIt() {
        Rig rig = Rig.registered();
        rig.pong(0, 0, Release.of(0, 17, 5));
        rig.pass(30_000);
        assertThat(rig.lastPing(0).header().getLong(Header.PingClient.SESSION)).isZero();
        rig.pong(0, 0, Release.of(0, 17, 6));
        rig.pass(30_000);
        assertThat(rig.lastPing(0).header().getLong(Header.PingClient.SESSION)).isEqualTo(1);
    }

    // --- evictions

    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST_OPERATION", "INVALID_REQUEST_BODY", "INVALID_REQUEST_BODY_SIZE"})
    void shouldReportARefusedRequestAndUseItsNumberAgain(EvictionReason reason) {
        Rig rig = Rig.registered();
        OutgoingFrame refused = rig.submit(BODY);
        rig.evict(0, reason);
        assertThat(rig.outcomes()).containsExactly(new Outcome.NotExecuted(reason));
        assertThat(rig.rules.state().isRegistered()).isTrue();
        OutgoingFrame next = rig.submit((byte) 9);
        assertThat(Rig.name(next)).isEqualTo("request 1");
        assertThat(Rig.parent(next)).isEqualTo(Rig.parent(refused));
        rig.evict(0, reason);
        assertThat(rig.outcomes()).hasSize(2);
    }

    @Test
    void shouldNotTakeTheRefusalOfAnEarlierCopyForThatOfTheNextRequest() {
        Rig rig = Rig.registered();
        OutgoingFrame refused = rig.submit(BODY);
        rig.written(0, refused);
        rig.pass(600);
        assertThat(rig.requests(0)).containsExactly("request 1", "request 1");
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        OutgoingFrame next = rig.submit((byte) 9);
        rig.written(0, next);
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        assertThat(rig.outcomes()).hasSize(1);
        assertThat(rig.lastRequest(0)).isSameAs(next);
        rig.replyTo(0, next);
        assertThat(rig.outcomes().get(1)).isInstanceOf(Outcome.Reply.class);
    }

    @Test
    void shouldReportANextRequestThatIsRefusedTooDespiteTheStray() {
        Rig rig = Rig.registered();
        rig.written(0, rig.submit(BODY));
        rig.pass(600);
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        rig.written(0, rig.submit((byte) 9));
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        assertThat(rig.outcomes()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INVALID_REQUEST_OPERATION", "INVALID_REQUEST_BODY", "INVALID_REQUEST_BODY_SIZE"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldEndWithTheSession(EvictionReason reason) {
        Rig rig = Rig.registered();
        rig.submit(BODY);
        rig.evict(0, reason);
        assertThat(rig.outcomes()).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertThat(rig.states()).containsExactly(new SessionState.Evicted(reason, ServerFrames.RELEASE));
        assertThat(rig.effects).contains(new SessionEffect.Disconnect(0));
        assertThat(rig.rules.nextWakeUp()).isEqualTo(Long.MAX_VALUE);
        rig.submitNothing();
        assertThat(rig.outcomes().get(1)).isInstanceOf(Outcome.NotSent.class);
        rig.end("closed by a test");
        assertThat(rig.rules.state()).isInstanceOf(SessionState.Evicted.class);
    }

    @Test
    void shouldEndAnIdleSessionThatAPingFindsGone() {
        Rig rig = Rig.registered();
        rig.pass(30_000);
        rig.evict(0, EvictionReason.NO_SESSION);
        assertThat(rig.outcomes()).isEmpty();
        assertThat(rig.rules.state()).isInstanceOf(SessionState.Evicted.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWhenTheRegisterIsRefused(EvictionReason reason) {
        Rig rig = new Rig(1);
        rig.start();
        rig.open(0);
        rig.evict(0, reason);
        assertThat(rig.outcomes()).isEmpty();
        assertThat(rig.states()).containsExactly(new SessionState.Evicted(reason, ServerFrames.RELEASE));
    }

    @Test
    void shouldSayNotSentWhenTheSessionEndsBeforeTheRequestLeft() {
        Rig rig = Rig.registered();
        rig.close(0, "reset");
        rig.submitNothing();
        rig.end("closed by a test");
        assertThat(rig.outcomes()).containsExactly(new Outcome.NotSent("closed by a test"));
    }

    @Test
    void shouldPassOverAnEvictionOfAnEarlierView() {
        Rig rig = Rig.registered();
        rig.pong(0, 2, ServerFrames.RELEASE);
        rig.evict(0, EvictionReason.NO_SESSION);
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    @Test
    void shouldDropAServerWithAnUnknownReason() {
        Rig rig = Rig.registered();
        ByteBuffer eviction = ServerFrames.of(Rig.CLUSTER).eviction(rig.rules.client(), EvictionReason.NO_SESSION);
        eviction.put(Header.Eviction.REASON, (byte) 9);
        rig.frame(0, eviction);
        assertThat(rig.effects).contains(new SessionEffect.Disconnect(0));
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    // --- nobody there

    @Test
    void shouldTellOnceThatNobodyIsThere() {
        Rig rig = new Rig(1);
        rig.start();
        for (int i = 0; i < 5; i++) {
            rig.close(0, "refused");
            rig.pass(1_000);
        }
        assertThat(rig.states()).containsExactly(new SessionState.Unreachable("10.0.0.0:3000", "refused"));
    }

    @Test
    void shouldNotComplainWhileOneReplicaMayStillAnswer() {
        Rig rig = new Rig(3);
        rig.start();
        rig.close(0, "refused");
        rig.close(1, "refused");
        assertThat(rig.states()).isEmpty();
        rig.close(2, "refused");
        assertThat(rig.states()).hasSize(1);
    }

    @Test
    void shouldTellFromTheSecondAttemptWhyTheServerCloses() {
        for (boolean afterOurFrame : new boolean[] {false, true}) {
            Rig rig = new Rig(1);
            rig.start();
            rig.open(0);
            rig.close(0, "closed");
            assertThat(rig.states()).isEmpty();
            rig.pass(100);
            rig.effects.clear();
            rig.open(0);
            assertThat(rig.sent(0)).isEmpty();
            rig.pass(afterOurFrame ? 20 : 19);
            assertThat(rig.sent(0).isEmpty()).isEqualTo(!afterOurFrame);
            rig.close(0, "closed");
            assertThat(rig.states())
                    .containsExactly(new SessionState.ClosedWithoutAnswer("10.0.0.0:3000", afterOurFrame));
        }
    }

    @Test
    void shouldTellWithinFiveSecondsThatAConnectedServerSaysNothing() {
        Rig rig = new Rig(1);
        rig.start();
        rig.open(0);
        rig.pass(4_999);
        assertThat(rig.states()).singleElement().isInstanceOf(SessionState.Unreachable.class);
        rig.replyTo(0, rig.lastRequest(0));
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    @Test
    void shouldTellANewTroubleOfOneReplicaWhileAnotherOnlyAnswersPings() {
        Rig rig = new Rig(2);
        rig.start();
        rig.open(0);
        rig.pong(0, 0, ServerFrames.RELEASE);
        rig.close(1, "refused");
        rig.pass(5_000);
        rig.pong(0, 0, ServerFrames.RELEASE);
        rig.effects.clear();
        rig.open(1);
        rig.close(1, "closed");
        rig.pass(2_000);
        rig.open(1);
        rig.pass(20);
        rig.close(1, "closed");
        assertThat(rig.states()).containsExactly(new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", true));
    }

    // --- closing

    @Test
    void shouldEndTheRequestInFlightAsUnknownAndSayNoMore() {
        Rig rig = Rig.registered(3);
        OutgoingFrame request = rig.submit(BODY);
        rig.end("closed by a test");
        rig.end("closed again");
        rig.replyTo(0, request);
        rig.close(1, "closed");
        rig.open(1);
        rig.rules.tick(rig.now + 1_000_000 * MILLI);
        assertThat(rig.outcomes()).containsExactly(new Outcome.Unknown("closed by a test"));
        assertThat(rig.states()).containsExactly(new SessionState.Closed("closed by a test"));
        assertThat(rig.effects(SessionEffect.Disconnect.class)).hasSize(3);
        assertThat(rig.rules.nextWakeUp()).isEqualTo(Long.MAX_VALUE);
    }
}
