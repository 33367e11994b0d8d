package io.ledgeractors.embedded.replica;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.wire.Operation;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two calls meet at a loop that has ended. */
@JCStressTest
@Description("A call to a loop that has ended is refused once, whichever thread refuses it.")
@Outcome(id = "1 not sent, 1 not sent", expect = ACCEPTABLE, desc = "Each call was refused once.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A call was lost or refused twice.")
@State
public class CallsMeetAfterEnd {
    private final ReplicaLoop loop = Loops.loop();
    private final CountedCall first = new CountedCall();
    private final CountedCall second = new CountedCall();

    public CallsMeetAfterEnd() {
        loop.close();
    }

    @Actor
    public void caller() {
        loop.call(Operation.LOOKUP_ACCOUNTS, Loops.BODY, first);
    }

    @Actor
    public void otherCaller() {
        loop.call(Operation.LOOKUP_ACCOUNTS, Loops.BODY, second);
    }

    @Arbiter
    public void arbiter(LL_Result result) {
        result.r1 = first.outcomes();
        result.r2 = second.outcomes();
    }
}
