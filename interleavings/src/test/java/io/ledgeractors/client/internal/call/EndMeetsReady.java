package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.interleavings.HeldSession;
import io.ledgeractors.session.SessionState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The end of a session meets a program that waits for it to be ready. */
@JCStressTest
@Description("The end of a session is visible to a thread that sees the future of readiness failed.")
@Outcome(id = "false, .*", expect = ACCEPTABLE, desc = "The program does not know of the end yet.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The program sees the end.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The future has failed, but the state is old.")
@State
public class EndMeetsReady {
    private final HeldSession session = new HeldSession(false);
    private final CallRunner runner = Calls.started(session);

    @Actor
    public void session() {
        session.lose();
    }

    @Actor
    public void program(ZZ_Result result) {
        result.r1 = runner.ready().isCompletedExceptionally();
        result.r2 = runner.states().present() instanceof SessionState.Closed;
    }
}
