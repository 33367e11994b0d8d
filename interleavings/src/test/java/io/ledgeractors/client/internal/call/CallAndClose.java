package io.ledgeractors.client.internal.call;

import io.ledgeractors.interleavings.HeldSession;
import io.ledgeractors.model.Account;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.openjdk.jcstress.infra.results.LZI_Result;

/** A client whose one call and whose close come from two threads. */
final class CallAndClose {
    private final HeldSession session = new HeldSession(false);
    private final CallRunner runner;
    private CompletableFuture<List<Account>> call;
    private CompletableFuture<Void> closed;

    /** Creates a client over a session that {@code runners} starts. */
    CallAndClose(Function<HeldSession, CallRunner> runners) {
        runner = runners.apply(session);
    }

    void call() {
        call = Calls.lookup(runner, 1);
    }

    void close() {
        closed = runner.close().toCompletableFuture();
    }

    /** Tells how the call ended, whether close completed, and how many requests were submitted. */
    void tell(LZI_Result result) {
        result.r1 = Calls.end(call);
        result.r2 = closed.isDone();
        result.r3 = session.submitted().size();
    }
}
