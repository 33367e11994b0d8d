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
import org.openjdk.jcstress.infra.results.L_Result;

/** A call meets the end of the thread of the ledger. */
@JCStressTest
@Description("A call that meets the end of the loop is executed or refused, once.")
@Outcome(
        id = {"1 durable", "1 not sent"},
        expect = ACCEPTABLE,
        desc = "The call has one outcome.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The call was lost or has two outcomes.")
@State
public class CallMeetsEnd {
    private final ReplicaLoop loop = Loops.loop();
    private final CountedCall call = new CountedCall();

    @Actor
    public void caller() {
        loop.call(Operation.LOOKUP_ACCOUNTS, Loops.BODY, call);
    }

    @Actor
    public void ledger() {
        // A loop without a thread ends in close, by the steps that end its thread otherwise.
        loop.close();
    }

    @Arbiter
    public void arbiter(L_Result result) {
        result.r1 = call.outcomes();
    }
}
