package io.ledgeractors.actors.internal.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** An ask of a callback meets an ask of another thread. */
@JCStressTest
@Description("Only asks of the thread that gives answers out skip the mailbox.")
@Outcome(
        id = "true, false, 1",
        expect = ACCEPTABLE,
        desc = "The ask of the callback skipped the mailbox, and the other one did not.")
@Outcome(
        id = ".*",
        expect = FORBIDDEN,
        desc = "An ask of another thread got into the queue of the batcher, or one was lost.")
@State
public class ReentrantAskMeetsOther {
    private final ReentrantAsks asks = new ReentrantAsks(8);
    private boolean isTaken;
    private boolean isOtherTaken;

    @Actor
    public void batcher() {
        asks.begin();
        isTaken = asks.take(SomeAsk.INSTANCE);
        asks.end();
    }

    @Actor
    public void other() {
        isOtherTaken = asks.take(SomeAsk.INSTANCE);
    }

    @Arbiter
    public void arbiter(ZZI_Result result) {
        result.r1 = isTaken;
        result.r2 = isOtherTaken;
        while (asks.next() != null) {
            result.r3++;
        }
    }
}
