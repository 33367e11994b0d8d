package io.ledgeractors.client.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import org.junit.jupiter.api.Test;

class StateTextTest {
    private static final SessionState.Registered OPEN =
            new SessionState.Registered(0, 0, Release.of(0, 17, 9), "nio", 7, 1);

    @Test
    void shouldSayThatAServerThatClosesForARequestMayHaveNoCapacityForIt() {
        SessionState closes = new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", true);
        assertThat(StateText.advice(new SessionState.Unanswered(OPEN, 5, closes)))
                .startsWith("10.0.0.1:3000 closes the connection whenever it gets the request of session 7")
                .contains("no capacity")
                .contains("see its log");
    }

    @Test
    void shouldSayHowItKnowsThePrimary() {
        assertThat(StateText.of(OPEN, Release.CLIENT))
                .isEqualTo("registered over nio, view 0, primary replica 0 by the number of addresses, server 0.17.9");
    }

    @Test
    void shouldSayWhatIsFull() {
        assertThat(StateText.advice(new SessionState.Full(OPEN, "the disk of data is full")))
                .contains("the disk of data is full");
    }
}
