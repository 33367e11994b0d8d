package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.interleavings.HeldSession;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Two calls meet on one session. */
@JCStressTest
@Description("Two callers meet: both calls end, and the session has one request at a time.")
@Outcome(id = "result, result, 0", expect = ACCEPTABLE, desc = "Both calls have their results.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A call was lost, or two requests were in flight.")
@State
public class CallsMeet {
    private final HeldSession session = new HeldSession(true);
    private final CallRunner runner = Calls.registered(session);
    private CompletableFuture<?> first;
    private CompletableFuture<?> second;

    @Actor
    public void firstCaller() {
        first = Calls.lookup(runner, 1);
    }

    @Actor
    public void secondCaller() {
        second = Calls.lookup(runner, 2);
    }

    @Arbiter
    public void arbiter(LLI_Result result) {
        result.r1 = Calls.end(first);
        result.r2 = Calls.end(second);
        result.r3 = session.rulesBroken();
    }
}
