package io.ledgeractors.embedded.inprocess;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.embedded.replica.Loops;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.session.Body;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZZ_Result;

/** The execution of a request meets the close of its session. */
@JCStressTest
@Description("The outcome of a request in flight is told once, and never while the ledger reads its body.")
@Outcome(
        id = {"1 Reply, true, false", "1 Unknown, true, false"},
        expect = ACCEPTABLE,
        desc = "The request has one outcome, and its body is free then.")
@Outcome(
        id = ".*",
        expect = FORBIDDEN,
        desc = "The request was lost or has two outcomes, or its body is read after its outcome.")
@State
public class ExecutionMeetsClose {
    private final HeldThread thread = new HeldThread();
    private final CountedOutcomes outcomes = new CountedOutcomes();
    private boolean isReadLate;
    private final ReplicaLoop loop = Loops.loop(() -> isReadLate |= outcomes.isTold());
    private final InProcessSession session = thread.registered(loop);
    private CompletableFuture<Void> closed;

    public ExecutionMeetsClose() {
        session.submit(Operation.LOOKUP_ACCOUNTS, Body.of(Loops.BODY), outcomes);
    }

    @Actor
    public void ledger() {
        loop.step();
    }

    @Actor
    public void closer() {
        closed = session.close().toCompletableFuture();
        thread.runAll();
    }

    @Arbiter
    public void arbiter(LZZ_Result result) {
        thread.runAll();
        result.r1 = outcomes.toString();
        result.r2 = closed.isDone();
        result.r3 = isReadLate;
    }
}
