package io.ledgeractors.client.internal.session;

import static io.ledgeractors.client.internal.session.Rig.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests sessions with a time after which they give up. */
@Timeout(10)
class GiveUpTest {
    private static final UnaryOperator<SessionConfig> AFTER_TWO_SECONDS =
            config -> config.withGiveUpAfter(2_000 * MILLI);
    private static final byte[] BODY = {1, 2, 3};

    @Test
    void shouldEndTheRequestInFlightAsUnknownAndTheSessionWithIt() {
        Rig rig = Rig.registered(1, AFTER_TWO_SECONDS);
        rig.pass(20_000);
        rig.submit(BODY);
        rig.pass(1_999);
        assertThat(rig.outcomes()).isEmpty();
        SessionState before = rig.rules.state();
        assertThat(before).isInstanceOf(SessionState.Unanswered.class);
        rig.pass(1);
        assertThat(rig.outcomes()).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertThat(rig.rules.state())
                .isEqualTo(new SessionState.Closed("gave up after 2000 ms without a reply", before));
        assertThat(rig.effects).contains(new SessionEffect.Disconnect(0));
        assertThat(rig.rules.nextWakeUp()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldSayNotSentIfNoCopyEverLeft() {
        Rig rig = Rig.registered(1, AFTER_TWO_SECONDS);
        rig.close(0, "cut");
        rig.submitNothing();
        rig.pass(100);
        rig.close(0, "refused");
        rig.pass(1_900);
        assertThat(rig.outcomes()).singleElement().isInstanceOf(Outcome.NotSent.class);
        assertThat(gaveUpIn(rig)).isEqualTo(new SessionState.Unreachable("10.0.0.0:3000", "refused"));
    }

    @Test
    void shouldRefuseWhatIsSubmittedLater() {
        Rig rig = Rig.registered(1, AFTER_TWO_SECONDS);
        rig.submit(BODY);
        rig.pass(2_000);
        rig.submitNothing();
        assertThat(rig.outcomes()).hasSize(2);
        assertThat(rig.outcomes().get(1)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void shouldEndASessionThatNeverRegistered() {
        Rig rig = new Rig(3, AFTER_TWO_SECONDS);
        rig.start();
        for (int i = 0; i < 3; i++) {
            rig.close(i, "refused");
        }
        rig.pass(1_999);
        assertThat(rig.rules.state()).isInstanceOf(SessionState.Unreachable.class);
        rig.pass(1);
        assertThat(gaveUpIn(rig)).isInstanceOf(SessionState.Unreachable.class);
        assertThat(rig.outcomes()).isEmpty();
    }

    @Test
    void shouldCountFromEachRequestAnew() {
        Rig rig = Rig.registered(1, AFTER_TWO_SECONDS);
        for (int i = 0; i < 5; i++) {
            OutgoingFrame request = rig.submit(BODY);
            rig.pass(1_900);
            rig.replyTo(0, request);
        }
        assertThat(rig.outcomes()).hasSize(5).allMatch(Outcome.Reply.class::isInstance);
    }

    @Test
    void shouldWaitForEverWithoutARequestInFlight() {
        Rig rig = Rig.registered(1, AFTER_TWO_SECONDS);
        rig.close(0, "cut");
        rig.pass(600_000);
        assertThat(rig.rules.state().isRegistered()).isTrue();
    }

    @Test
    void shouldNotTakeAnEarlierTroubleForTheReason() {
        Rig rig = new Rig(1, AFTER_TWO_SECONDS);
        rig.start();
        rig.close(0, "refused");
        rig.pass(200);
        rig.open(0);
        rig.pong(0, 0, ServerFrames.RELEASE);
        rig.replyTo(0, rig.lastRequest(0));
        rig.submit(BODY);
        rig.pass(2_000);
        assertThat(gaveUpIn(rig)).isInstanceOf(SessionState.Unanswered.class);
    }

    private static SessionState gaveUpIn(Rig rig) {
        return ((SessionState.Closed) rig.rules.state()).gaveUpIn();
    }
}
