package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import org.junit.jupiter.api.Test;

/** Tests what an open session reports about a request without a reply. */
class UnansweredTroubleTest {
    private static final byte[] BODY = {1, 2, 3};

    @Test
    void shouldSayThatTheServerClosesForTheRequestWithinSeconds() {
        Rig rig = Rig.registered();
        rig.submit(BODY);
        int closes = 0;
        for (int millis = 0; millis < 3_000; millis += 10) {
            rig.pass(10);
            if (rig.rules.state() instanceof SessionState.Unanswered unanswered && unanswered.trouble() != null) {
                break;
            }
            rig.openAllAsked();
            rig.pong(0, 0, ServerFrames.RELEASE);
            rig.close(0, "closed by the server");
            closes++;
        }
        assertThat(closes).isGreaterThanOrEqualTo(3);
        assertThat(trouble(rig)).isEqualTo(new SessionState.ClosedWithoutAnswer("10.0.0.0:3000", true));

        rig.openAllAsked();
        rig.pass(1_000);
        rig.openAllAsked();
        rig.pong(0, 0, ServerFrames.RELEASE);
        rig.replyTo(0, rig.lastRequest());
        assertThat(rig.rules.state()).isInstanceOf(SessionState.Registered.class);
    }

    @Test
    void shouldSayThatNobodyIsThereAnyMore() {
        Rig rig = Rig.registered();
        rig.submit(BODY);
        rig.close(0, "reset");
        rig.pass(100);
        rig.close(0, "refused");
        rig.pass(1_000);
        assertThat(trouble(rig)).isEqualTo(new SessionState.Unreachable("10.0.0.0:3000", "refused"));
    }

    @Test
    void shouldSayNothingWhileOneReplicaMayAnswer() {
        Rig rig = Rig.registered(3);
        rig.submit(BODY);
        rig.close(0, "reset");
        rig.pass(100);
        rig.close(0, "refused");
        rig.pass(1_000);
        assertThat(trouble(rig)).isNull();
    }

    private static SessionState trouble(Rig rig) {
        return ((SessionState.Unanswered) rig.rules.state()).trouble();
    }
}
