package io.ledgeractors.embedded.inprocess;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.embedded.replica.Loops;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A ledger without capacity meets the close of a session. */
@JCStressTest
@Description("The last state that a listener is told is the end of the session.")
@Outcome(id = "Closed, Closed", expect = ACCEPTABLE, desc = "The session has ended for its listener and for readers.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The session seems to live after its end.")
@State
public class FullMeetsClose {
    private final HeldThread thread = new HeldThread();
    private final InProcessSession session = thread.registered(Loops.loop());

    @Actor
    public void ledger() {
        session.full("test");
    }

    @Actor
    public void closer() {
        session.close();
    }

    @Arbiter
    public void arbiter(LL_Result result) {
        thread.runAll();
        result.r1 = thread.lastState();
        result.r2 = session.state().getClass().getSimpleName();
    }
}
