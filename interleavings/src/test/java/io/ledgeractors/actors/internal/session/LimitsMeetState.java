package io.ledgeractors.actors.internal.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.interleavings.HeldSession;
import io.ledgeractors.session.Limits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The batcher publishes a state while a program reads it. */
@JCStressTest
@Description("A thread that sees an open session finds its limits.")
@Outcome(id = "false, .*", expect = ACCEPTABLE, desc = "The program sees no open session yet.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The program sees the limits.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The session is open, but its limits are missing.")
@State
public class LimitsMeetState {
    private final LedgerStatus status = new LedgerStatus(8);

    @Actor
    public void batcher() {
        // The order of SessionLifecycle.publish.
        status.setLimits(Limits.DEFAULT);
        status.setState(HeldSession.REGISTERED);
    }

    @Actor
    public void program(ZZ_Result result) {
        result.r1 = status.state().isRegistered();
        result.r2 = status.limits() != null;
    }
}
