package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZI_Result;

/** A call meets the close of its client. */
@JCStressTest
@Description("A call that meets close ends once, and close completes.")
@Outcome(id = "refused, true, 0", expect = ACCEPTABLE, desc = "Close came first, so nothing was sent.")
@Outcome(id = "refused, true, 1", expect = ACCEPTABLE, desc = "The call was in flight or on its way when close came.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The call was lost or submitted twice, or close hangs.")
@State
public class CallMeetsClose {
    private final CallAndClose client = new CallAndClose(Calls::registered);

    @Actor
    public void caller() {
        client.call();
    }

    @Actor
    public void closer() {
        client.close();
    }

    @Arbiter
    public void arbiter(LZI_Result result) {
        client.tell(result);
    }
}
