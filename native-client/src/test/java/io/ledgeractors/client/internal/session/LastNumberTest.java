package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Header;
import org.junit.jupiter.api.Test;

/** Tests a session that has used all its request numbers, which are 2^32 - 1 after the register. */
class LastNumberTest {
    private static final byte[] BODY = {1, 2, 3};

    @Test
    void shouldAnswerTheLastRequestAndEndThen() {
        Rig rig = Rig.registeredWithFirstNumber(-2);
        OutgoingFrame before = rig.submit(BODY);
        assertThat(Integer.toUnsignedLong(before.header().getInt(Header.Request.REQUEST)))
                .isEqualTo((1L << 32) - 2);
        rig.replyTo(0, before);
        assertThat(rig.rules.state().isRegistered()).isTrue();

        OutgoingFrame last = rig.submit(BODY);
        rig.replyTo(0, last);
        assertThat(rig.outcomes()).hasSize(2).allMatch(Outcome.Reply.class::isInstance);
        assertThat(rig.rules.state())
                .isEqualTo(new SessionState.Closed(
                        "the session has used all its 4294967295 request numbers; open a new one"));

        rig.submitNothing();
        assertThat(rig.outcomes()).hasSize(3).last().isInstanceOf(Outcome.NotSent.class);
        assertThat(rig.rules.nextWakeUp()).isEqualTo(Long.MAX_VALUE);
    }
}
