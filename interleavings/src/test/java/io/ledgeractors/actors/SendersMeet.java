package io.ledgeractors.actors;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Two senders meet at the bulk lane. */
@JCStressTest
@Description("The commands of a sender reach the batcher in their order, and the credit counts all.")
@Outcome(
        id = {"[1, 2, 3], 6", "[1, 3, 2], 6", "[3, 1, 2], 6"},
        expect = ACCEPTABLE,
        desc = "Command 1 comes before command 2.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The order changed, or a command or its credit was lost.")
@State
public class SendersMeet {
    private final Lanes lanes = new Lanes();

    @Actor
    public void sender() {
        lanes.send(1);
        lanes.send(2);
    }

    @Actor
    public void otherSender() {
        lanes.send(3);
    }

    @Arbiter
    public void arbiter(LI_Result result) {
        result.r1 = lanes.sizes();
        result.r2 = lanes.lane().events();
    }
}
