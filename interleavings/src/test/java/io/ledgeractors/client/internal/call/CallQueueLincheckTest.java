package io.ledgeractors.client.internal.call;

import io.ledgeractors.interleavings.HeldSession;
import io.ledgeractors.interleavings.Linearizability;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The queue of calls, under the lock of its runner, is linearizable in what it shows at any time, which is its end.
 * Another thread may carry out what becomes of a call, so calls are judged when all threads are done.
 */
@Tag("campaign")
public class CallQueueLincheckTest {
    private final HeldSession session = new HeldSession(true);
    private final CallRunner runner = Calls.started(session);
    private final Queue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();

    @Operation
    public void call() {
        calls.add(Calls.lookup(runner, 1));
    }

    @Operation(runOnce = true)
    public void register() {
        session.register();
    }

    @Operation(runOnce = true)
    public void close() {
        runner.close();
    }

    @Operation
    public boolean hasEnded() {
        return runner.endReason() != null;
    }

    /** No call stays open once the session is registered or the runner is closed, and no two were in flight. */
    @Validate
    public void everyCallEndsOnce() {
        boolean mustEnd = session.state().isRegistered() || runner.endReason() != null;
        for (CompletableFuture<?> call : calls) {
            if (mustEnd && !call.isDone()) {
                throw new IllegalStateException("a call was lost");
            }
        }
        if (session.rulesBroken() > 0) {
            throw new IllegalStateException("two calls were in flight");
        }
    }

    @Test
    void shouldBeLinearizable() {
        Linearizability.stress(CallQueueLincheckTest.class);
    }
}
