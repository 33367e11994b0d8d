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

/** A call that has to wait for a session meets the close of its client. */
@JCStressTest
@Description("A call that waits for a session is refused by close, and close completes.")
@Outcome(id = "refused, true, 0", expect = ACCEPTABLE, desc = "The call was refused while it waited, or at once.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The call waits for ever or was submitted, or close hangs.")
@State
public class WaitingCallMeetsClose {
    private final CallAndClose client = new CallAndClose(Calls::started);

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
