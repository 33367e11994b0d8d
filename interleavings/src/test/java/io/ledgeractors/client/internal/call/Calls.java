package io.ledgeractors.client.internal.call;

import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.interleavings.HeldSession;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Release;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes runners and calls, and tells how a call ended. */
final class Calls {
    private Calls() {}

    /** Returns a started runner over a session. */
    static CallRunner started(HeldSession session) {
        CallRunner runner = new CallRunner(session, Release.CLIENT, 8, 1 << 20);
        runner.start();
        return runner;
    }

    /** Returns a runner over a session that is registered. */
    static CallRunner registered(HeldSession session) {
        CallRunner runner = started(session);
        session.register();
        return runner;
    }

    /** Makes a call whose request begins with this number. */
    static CompletableFuture<List<Account>> lookup(CallRunner runner, int number) {
        return runner.call(CallKinds.LOOKUP_ACCOUNTS, List.of(UInt128.of(number)), 0);
    }

    /** Returns how a call ended, in a word. */
    static String end(CompletableFuture<?> call) {
        if (!call.isDone()) {
            return "open";
        }
        if (!call.isCompletedExceptionally()) {
            return "result";
        }
        Throwable cause = call.handle((done, failure) -> failure).join();
        if (cause instanceof OutcomeUnknownException) {
            return "unknown";
        }
        return cause instanceof RequestException ? "refused" : cause.toString();
    }
}
