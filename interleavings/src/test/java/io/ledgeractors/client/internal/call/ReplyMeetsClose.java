package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.interleavings.HeldSession;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZZ_Result;

/** The reply to a call in flight meets the close of the client. */
@JCStressTest
@Description("A reply meets close: the call ends once, and close completes after the call.")
@Outcome(id = "result, true, true", expect = ACCEPTABLE, desc = "The reply came first.")
@Outcome(id = "refused, true, true", expect = ACCEPTABLE, desc = "Close came first.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The call was lost, or close completed before the call had ended.")
@State
public class ReplyMeetsClose {
    private final HeldSession session = new HeldSession(false);
    private final CallRunner runner = Calls.registered(session);
    private final CompletableFuture<?> call = Calls.lookup(runner, 1);
    private CompletableFuture<Boolean> ended;

    @Actor
    public void session() {
        session.answer();
    }

    @Actor
    public void closer() {
        ended = runner.close().thenApply(done -> call.isDone()).toCompletableFuture();
    }

    @Arbiter
    public void arbiter(LZZ_Result result) {
        result.r1 = Calls.end(call);
        result.r2 = ended.isDone();
        result.r3 = ended.getNow(false);
    }
}
