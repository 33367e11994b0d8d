package io.ledgeractors.embedded.inprocess;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.embedded.replica.Loops;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.session.Body;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A request meets the close of its session. */
@JCStressTest
@Description("A request that meets close has one outcome, and close completes after an outcome that is not a refusal.")
@Outcome(
        id = {"1 Reply, 1 Reply", "1 Unknown, 1 Unknown"},
        expect = ACCEPTABLE,
        desc = "The request came first, and close waited for its outcome.")
@Outcome(
        id = {"1 NotSent, 0", "1 NotSent, 1 NotSent"},
        expect = ACCEPTABLE,
        desc = "Close came first.")
@Outcome(
        id = ".*",
        expect = FORBIDDEN,
        desc = "The request was lost or has two outcomes, or close hangs or completes too early.")
@State
public class SubmitMeetsClose {
    private final HeldThread thread = new HeldThread();
    private final ReplicaLoop loop = Loops.loop();
    private final InProcessSession session = thread.registered(loop);
    private final CountedOutcomes outcomes = new CountedOutcomes();
    private CompletionStage<String> closed;

    @Actor
    public void caller() {
        session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(Loops.BODY), outcomes);
    }

    @Actor
    public void closer() {
        closed = session.close().thenApply(done -> outcomes.toString());
    }

    @Arbiter
    public void arbiter(LL_Result result) {
        thread.runAll();
        loop.step();
        thread.runAll();
        result.r1 = outcomes.toString();
        result.r2 = closed.toCompletableFuture().getNow("open");
    }
}
