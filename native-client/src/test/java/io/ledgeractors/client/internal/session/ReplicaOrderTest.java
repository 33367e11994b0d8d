package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a session does if the addresses are not those of the replicas in their order. */
class ReplicaOrderTest {
    private static final String GOES_ON =
            "; until then the session goes by the replicas that answer, and requests may take longer";

    @Test
    void shouldSayNothingAboutARightOrder() {
        Rig rig = opened(3);
        answer(rig, 0, 0);
        answer(rig, 2, 2);
        rig.pass(10_000);
        answer(rig, 1, 1);
        rig.pass(100_000);
        assertThat(warnings(rig)).isEmpty();
    }

    @Test
    void shouldNameTheRightOrderAsSoonAsAllReplicasHaveAnswered() {
        Rig rig = opened(3);
        answer(rig, 0, 2);
        answer(rig, 1, 0);
        assertThat(warnings(rig)).isEmpty();
        answer(rig, 2, 1);
        assertThat(warnings(rig))
                .containsExactly("the addresses do not match the replicas of the cluster: replica 2 answers at"
                        + " 10.0.0.0:3000, replica 0 answers at 10.0.0.1:3000, replica 1 answers at 10.0.0.2:3000;"
                        + " name every replica once, in the order that \"tigerbeetle start\" was given:"
                        + " 10.0.0.1:3000,10.0.0.2:3000,10.0.0.0:3000" + GOES_ON);
    }

    @Test
    void shouldSayWhatItFoundIfAReplicaDoesNotAnswerWithinASecond() {
        Rig rig = opened(3);
        answer(rig, 0, 1);
        rig.pass(999);
        assertThat(warnings(rig)).isEmpty();
        rig.pass(1);
        assertThat(warnings(rig))
                .containsExactly("the addresses do not match the replicas of the cluster: replica 1 answers at"
                        + " 10.0.0.0:3000, none has answered at 10.0.0.1:3000 yet, none has answered at 10.0.0.2:3000"
                        + " yet; name every replica once, in the order that \"tigerbeetle start\" was given" + GOES_ON);
    }

    @Test
    void shouldSayItOnceUntilTheOrderIsRightAgain() {
        Rig rig = opened(2);
        answer(rig, 0, 1);
        answer(rig, 1, 0);
        rig.pass(1_000);
        answer(rig, 0, 1);
        rig.pass(60_000);
        assertThat(warnings(rig)).hasSize(1);
        reconnect(rig, 0);
        answer(rig, 0, 0);
        rig.pass(1_000);
        rig.openAllAsked();
        answer(rig, 1, 1);
        assertThat(warnings(rig)).hasSize(1);
        reconnect(rig, 0);
        answer(rig, 0, 1);
        rig.pass(1_000);
        assertThat(warnings(rig)).hasSize(2);
    }

    @Test
    void shouldNotSayItIfTheReplicaIsForgottenBefore() {
        Rig rig = opened(2);
        answer(rig, 0, 1);
        rig.close(0, "lost");
        rig.pass(100);
        rig.close(0, "refused");
        rig.pass(2_000);
        assertThat(warnings(rig)).isEmpty();
    }

    @Test
    void shouldSayThatTheListLacksAReplica() {
        Rig rig = opened(1);
        answer(rig, 0, 2);
        assertThat(warnings(rig))
                .containsExactly("the addresses do not match the replicas of the cluster: replica 2 answers at"
                        + " 10.0.0.0:3000; name every replica once, in the order that \"tigerbeetle start\" was given"
                        + GOES_ON);
    }

    @Test
    void shouldSeeByAReplyThatTheListLacksAReplica() {
        Rig rig = opened(1);
        answer(rig, 0, 0);
        rig.frame(
                0,
                ServerFrames.ofReplica(Rig.CLUSTER, 1)
                        .registerReply(rig.lastRequest(0).header(), 1, 100_000));
        assertThat(warnings(rig))
                .containsExactly("the addresses do not match the replicas of the cluster: replica 0 answers at"
                        + " 10.0.0.0:3000, the cluster has a replica 1; name every replica once, in the order that"
                        + " \"tigerbeetle start\" was given" + GOES_ON);
    }

    @Test
    void shouldSeeByAReplyThatTheListNamesTooManyReplicas() {
        Rig rig = opened(3);
        pongInView(rig, 0, 0, 1);
        OutgoingFrame register = rig.lastRequest(0);
        rig.written(0, register);
        rig.replyTo(0, register, 1);
        rig.pass(2_000);
        assertThat(warnings(rig)).isEmpty();
        assertThat(registered(rig).replica()).isOne();
        rig.replyTo(0, rig.submit((byte) 1), 1);
        assertThat(registered(rig).replica()).isZero();
        rig.pass(1_000);
        assertThat(warnings(rig))
                .containsExactly("the addresses do not match the replicas of the cluster: replica 0 answers at"
                        + " 10.0.0.0:3000, none has answered at 10.0.0.1:3000 yet, none has answered at 10.0.0.2:3000"
                        + " yet, the cluster does not have 3 replicas, because replica 0 is the primary of view 1;"
                        + " name every replica once, in the order that \"tigerbeetle start\" was given" + GOES_ON);
        rig.pass(60_000);
        assertThat(warnings(rig)).hasSize(1);
    }

    @Test
    void shouldNotTakeAReplyThatALaterPrimaryRepeatsForAProof() {
        Rig rig = opened(3);
        pongInView(rig, 0, 0, 0);
        rig.replyTo(0, rig.lastRequest(0), 0);
        rig.replyTo(0, rig.submit((byte) 1), 1);
        rig.pass(2_000);
        assertThat(warnings(rig)).isEmpty();
        assertThat(registered(rig).replica()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 255})
    void shouldNotBelieveAReplicaThatNoClusterHas(int replica) {
        Rig rig = opened(1);
        answer(rig, 0, replica);
        rig.pass(2_000);
        assertThat(warnings(rig)).isEmpty();
    }

    @Test
    void shouldSendToThePrimaryWhereItIs() {
        Rig rig = wrong(3);
        rig.submit((byte) 1);
        assertThat(rig.requests(1)).containsExactly("request 1");
        assertThat(rig.requests(0)).isEmpty();
        assertThat(rig.requests(2)).isEmpty();
        assertThat(registered(rig).replica()).isZero();
    }

    @Test
    void shouldFollowTheViewToThePlaceOfTheNextPrimary() {
        Rig rig = wrong(3);
        rig.submit((byte) 1);
        rig.effects.clear();
        pongInView(rig, 2, 1, 4);
        assertThat(rig.requests(2)).containsExactly("request 1");
        assertThat(rig.requests(0)).isEmpty();
        assertThat(rig.requests(1)).isEmpty();
        rig.replyTo(2, rig.lastRequest(2), 4);
        assertThat(registered(rig).view()).isEqualTo(4);
        assertThat(registered(rig).replica()).isEqualTo(1);
    }

    @Test
    void shouldSendTheRegisterToThePrimaryWhenItIsFound() {
        Rig rig = opened(2);
        assertThat(rig.requests(0)).containsExactly("register");
        answer(rig, 0, 1);
        assertThat(rig.requests(1)).containsExactly("register");
    }

    // The server closes the first connection, because it keeps one for each client.
    @Test
    void shouldSetAsideThePlaceAtWhichTheSameReplicaAnsweredBefore() {
        Rig rig = twice();
        rig.close(0, "closed by the server");
        answer(rig, 1, 0);
        String warning = warnings(rig).get(0);
        rig.effects.clear();
        rig.pass(999);
        assertThat(rig.effects(SessionEffect.Connect.class)).isEmpty();
        rig.pass(1);
        assertThat(rig.effects(SessionEffect.Connect.class)).containsExactly(new SessionEffect.Connect(0));
        assertThat(warning)
                .isEqualTo("the addresses do not match the replicas of the cluster: replica 0 answers at"
                        + " 10.0.0.0:3000, replica 0 answers at 10.0.0.1:3000; name every replica once, in the order"
                        + " that \"tigerbeetle start\" was given" + GOES_ON);
    }

    @Test
    void shouldCloseTheConnectionThatItSetsAside() {
        Rig rig = twice();
        answer(rig, 1, 0);
        assertThat(rig.effects(SessionEffect.Disconnect.class)).containsExactly(new SessionEffect.Disconnect(0));
    }

    @Test
    void shouldSendTheRequestInFlightToThePlaceThatItKeeps() {
        Rig rig = twice();
        OutgoingFrame register = rig.lastRequest(0);
        assertThat(rig.requests(1)).isEmpty();
        rig.close(0, "closed by the server");
        answer(rig, 1, 0);
        assertThat(rig.requests(1)).containsExactly("register");
        rig.replyTo(1, register);
        assertThat(registered(rig).replica()).isZero();
        rig.effects.clear();
        rig.submit((byte) 1);
        assertThat(rig.requests(1)).containsExactly("request 1");
    }

    @Test
    void shouldUseThePlaceSetAsideAgainWhenTheOtherOneCannotBeReached() {
        Rig rig = twice();
        answer(rig, 1, 0);
        rig.effects.clear();
        rig.close(1, "lost");
        rig.pass(500);
        assertThat(connects(rig, 0)).isZero();
        assertThat(connects(rig, 1)).isOne();
        rig.close(1, "refused");
        rig.pass(0);
        assertThat(connects(rig, 0)).isOne();
    }

    @Test
    void shouldUseThePlaceSetAsideAgainWhenTheOtherOneLeadsToAnotherReplica() {
        Rig rig = twice();
        answer(rig, 1, 0);
        rig.effects.clear();
        reconnect(rig, 1);
        answer(rig, 1, 1);
        rig.pass(0);
        assertThat(connects(rig, 0)).isOne();
        rig.openAllAsked();
        answer(rig, 0, 0);
        rig.pass(10_000);
        assertThat(connects(rig, 0)).isOne();
        assertThat(rig.effects(SessionEffect.Disconnect.class)).isEmpty();
    }

    @Test
    void shouldNameTheTroubleOfTheOnlyReplicaAlthoughItIsNamedTwice() {
        Rig rig = twice();
        answer(rig, 1, 0);
        rig.pass(4_000);
        assertThat(rig.rules.state())
                .isInstanceOfSatisfying(
                        SessionState.Unreachable.class,
                        state -> assertThat(state.address()).isEqualTo("10.0.0.1:3000"));
    }

    /** Returns a session with two places, at the first of which replica 0 has answered. */
    private static Rig twice() {
        Rig rig = opened(2);
        answer(rig, 0, 0);
        return rig;
    }

    private static long connects(Rig rig, int place) {
        return rig.effects(SessionEffect.Connect.class).stream()
                .filter(connect -> connect.replica() == place)
                .count();
    }

    private static Rig opened(int places) {
        Rig rig = new Rig(places);
        rig.start();
        for (int i = 0; i < places; i++) {
            rig.open(i);
        }
        return rig;
    }

    /** Returns a registered session in view 0 at whose place i replica i - 1 answers, the last one at place 0. */
    private static Rig wrong(int places) {
        Rig rig = opened(places);
        for (int i = 0; i < places; i++) {
            answer(rig, i, (i + places - 1) % places);
        }
        OutgoingFrame register = rig.lastRequest(1);
        rig.written(0, register);
        rig.written(1, register);
        rig.replyTo(1, register);
        rig.effects.clear();
        return rig;
    }

    private static void answer(Rig rig, int place, int replica) {
        pongInView(rig, place, replica, 0);
    }

    private static void pongInView(Rig rig, int place, int replica, int view) {
        ServerFrames server = ServerFrames.ofReplica(Rig.CLUSTER, replica).inView(view);
        rig.frame(place, server.pong(Objects.requireNonNull(rig.lastPing(place)).header()));
    }

    private static void reconnect(Rig rig, int place) {
        rig.close(place, "lost");
        rig.pass(2_000);
        rig.openAllAsked();
    }

    private static SessionState.Registered registered(Rig rig) {
        SessionState state = rig.rules.state();
        return state instanceof SessionState.Unanswered unanswered
                ? unanswered.registered()
                : (SessionState.Registered) state;
    }

    private static List<String> warnings(Rig rig) {
        return rig.effects(SessionEffect.Say.class).stream()
                .filter(SessionEffect.Say::serious)
                .map(SessionEffect.Say::text)
                .filter(text -> text.contains("do not match"))
                .toList();
    }
}
