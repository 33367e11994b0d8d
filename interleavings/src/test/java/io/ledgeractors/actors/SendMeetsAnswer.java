package io.ledgeractors.actors;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A new command meets the credit that comes back with an answer. */
@JCStressTest
@Description("A command that meets the return of credit is sent once and does not stay in line.")
@Outcome(
        id = {"2, 0, 0", "2, 0, 1"},
        expect = ACCEPTABLE,
        desc = "The command was sent, at once or out of the line.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The command stays in line, or was sent twice.")
@State
public class SendMeetsAnswer {
    private final Lanes lanes = new Lanes();
    private BulkLane.Ticket ticket;

    public SendMeetsAnswer() {
        lanes.send(Lanes.ALL);
    }

    @Actor
    public void batcher() {
        lanes.answer(0);
    }

    @Actor
    public void sender() {
        ticket = lanes.send(Lanes.ALL);
    }

    @Arbiter
    public void arbiter(III_Result result) {
        result.r1 = lanes.sent();
        result.r2 = lanes.lane().waiting() + (ticket.isWaiting() ? 10 : 0);
        result.r3 = lanes.granted();
    }
}
