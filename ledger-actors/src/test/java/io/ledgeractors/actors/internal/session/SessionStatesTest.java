package io.ledgeractors.actors.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import org.junit.jupiter.api.Test;

class SessionStatesTest {
    private static final SessionState.Registered OPEN =
            new SessionState.Registered(0, 0, Release.of(0, 17, 9), "nio", 7, 1);

    @Test
    void shouldSayThatAServerThatClosesForARequestMayHaveNoCapacityForIt() {
        SessionState closes = new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", true);
        assertThat(SessionStates.describe(new SessionState.Unanswered(OPEN, 5, closes)))
                .startsWith("10.0.0.1:3000 closes the connection whenever it gets the request in flight")
                .contains("no capacity")
                .contains("see its log");
    }
}
