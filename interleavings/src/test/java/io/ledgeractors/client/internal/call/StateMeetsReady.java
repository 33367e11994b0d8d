package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.interleavings.HeldSession;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The registered state meets a program that waits for it. */
@JCStressTest
@Description("A state is visible to a thread that sees the future of that state completed.")
@Outcome(id = "false, .*", expect = ACCEPTABLE, desc = "The session is not ready yet.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The program sees the state.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The session is ready, but its state or its limits are old.")
@State
public class StateMeetsReady {
    private final HeldSession session = new HeldSession(false);
    private final CallRunner runner = Calls.started(session);

    @Actor
    public void session() {
        session.register();
    }

    @Actor
    public void program(ZZ_Result result) {
        result.r1 = runner.ready().isDone();
        result.r2 = runner.states().present().isRegistered();
    }
}
