package io.ledgeractors.actors;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Credit for a waiting command meets the withdrawal of that command. */
@JCStressTest
@Description("A waiting command is either sent or withdrawn, never both and never neither.")
@Outcome(id = "1, 0, 0, 0", expect = ACCEPTABLE, desc = "The command was withdrawn.")
@Outcome(id = "0, 1, 1, 24570", expect = ACCEPTABLE, desc = "The command was sent.")
@Outcome(
        id = ".*",
        expect = FORBIDDEN,
        desc = "The command was both sent and withdrawn, or lost, or the credit is wrong.")
@State
public class GrantMeetsWithdraw {
    private final Lanes lanes = new Lanes();
    private final BulkLane.Ticket ticket;
    private boolean isWithdrawn;

    public GrantMeetsWithdraw() {
        lanes.send(Lanes.ALL);
        ticket = lanes.send(Lanes.ALL);
    }

    @Actor
    public void batcher() {
        lanes.answer(0);
    }

    @Actor
    public void sender() {
        isWithdrawn = ticket.withdraw();
    }

    @Arbiter
    public void arbiter(IIII_Result result) {
        result.r1 = isWithdrawn ? 1 : 0;
        result.r2 = lanes.sent() - 1;
        result.r3 = lanes.granted();
        result.r4 = lanes.lane().events();
    }
}
