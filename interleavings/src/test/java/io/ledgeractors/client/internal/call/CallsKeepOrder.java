package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.interleavings.HeldSession;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The calls of one caller meet a call of another one. */
@JCStressTest
@Description("The calls of one caller are sent in their order, whatever another caller does.")
@Outcome(
        id = {"[1, 2, 3]", "[1, 3, 2]", "[3, 1, 2]"},
        expect = ACCEPTABLE,
        desc = "Call 1 comes before call 2.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The order changed, or a call was lost.")
@State
public class CallsKeepOrder {
    private final HeldSession session = new HeldSession(false);
    private final CallRunner runner = Calls.registered(session);

    @Actor
    public void caller() {
        Calls.lookup(runner, 1);
        Calls.lookup(runner, 2);
    }

    @Actor
    public void otherCaller() {
        Calls.lookup(runner, 3);
    }

    @Arbiter
    public void arbiter(L_Result result) {
        while (session.answer()) {
            // Each answer makes the runner send the next call.
        }
        result.r1 = session.submitted().toString();
    }
}
