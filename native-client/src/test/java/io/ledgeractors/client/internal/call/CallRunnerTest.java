package io.ledgeractors.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.FakeSession;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Release;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a change of the session is visible before the futures that depend on it complete. */
class CallRunnerTest {
    private final FakeSession session = new FakeSession();
    private final CallRunner runner = new CallRunner(session, Release.CLIENT, 2, Header.BODY_MAX);
    private final List<SessionState> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        runner.start();
        // This runs on the session's thread within the completion, so no waiter can look earlier.
        runner.ready()
                .whenComplete((registered, failure) -> seen.add(runner.states().present()));
    }

    @Test
    void shouldShowTheOpenSessionToWhoWaitedForIt() {
        session.register(Limits.DEFAULT);
        assertThat(seen).containsExactly(FakeSession.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldShowTheEndOfTheSessionToWhoIsRefusedForIt(boolean isEvicted) {
        runner.call(CallKinds.LOOKUP_ACCOUNTS, List.of(UInt128.of(1)), 0)
                .whenComplete((results, failure) -> seen.add(runner.states().present()));
        SessionState end = isEvicted
                ? new SessionState.Evicted(EvictionReason.NO_SESSION, Release.of(0, 17, 9))
                : new SessionState.Closed("it gave up", new SessionState.Connecting());
        session.become(end);
        assertThat(seen).containsExactly(end, end);
    }
}
