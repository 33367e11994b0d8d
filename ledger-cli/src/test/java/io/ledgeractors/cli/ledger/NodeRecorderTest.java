package io.ledgeractors.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeRecorderTest {
    private static final SessionState.Registered OPEN =
            new SessionState.Registered(0, 0, Release.of(0, 17, 9), "nio", 7, 1);

    private final List<String> notices = new ArrayList<>();
    private final NodeRecorder recorder = new NodeRecorder(notices::add);

    @Test
    void shouldSayOnceWhatIsFullAndThatItAnswersAgain() {
        SessionState full = new SessionState.Full(OPEN, "the disk of data is full");
        recorder.sessionChanged(OPEN);
        recorder.sessionChanged(full);
        recorder.sessionChanged(full);
        recorder.sessionChanged(OPEN);
        assertThat(notices)
                .containsExactly(
                        "The ledger is full: the disk of data is full; the client keeps trying.",
                        "The ledger answers again.");
    }

    @Test
    void shouldExplainAServerThatClosesForARequestOnceThatIsKnown() {
        recorder.sessionChanged(new SessionState.Unanswered(OPEN, 5, null));
        recorder.sessionChanged(
                new SessionState.Unanswered(OPEN, 5, new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", true)));
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).startsWith("The ledger does not answer; the client keeps trying.");
        assertThat(notices.get(1))
                .startsWith("10.0.0.1:3000 closes the connection whenever it gets the request")
                .contains("no capacity")
                .contains("see its log");
    }
}
