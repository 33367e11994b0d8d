package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A session of the kit itself, past connections, evictions and all faults that strike requests. It sees what the ledger
 * holds, whatever a test does to the sessions of the program. Thread-safe.
 */
final class DirectSession implements LedgerSession {
    private final LedgerThread thread;
    private final KitServer server;
    private final Limits limits;
    private final SessionState.Registered registered;

    // The monitor of this object guards the following fields.
    private SessionState state = new SessionState.Connecting();
    private @Nullable Listener listener;
    private boolean isBusy;

    DirectSession(LedgerThread thread, KitServer server, Limits limits, long now) {
        this.thread = thread;
        this.server = server;
        this.limits = limits;
        this.registered = new SessionState.Registered(0, 0, Release.CLIENT, "direct", 0, now);
    }

    @Override
    public synchronized void start(Listener hears) {
        if (listener != null) {
            throw new IllegalStateException("a session is started once");
        }
        listener = hears;
        if (state instanceof SessionState.Closed) {
            tell(hears, state);
        } else {
            change(registered);
        }
    }

    @Override
    public synchronized void submit(Operation operation, Body body, ReplyHandler handler) {
        if (isBusy || listener == null) {
            throw new IllegalStateException(isBusy ? "a request is in flight" : "the session is not registered");
        }
        isBusy = true;
        KitCall call = new KitCall(outcome -> {
            ended();
            handler.onOutcome(outcome);
        });
        try {
            thread.execute(() -> server.call(operation, body.bytes(), call));
        } catch (RejectedExecutionException closed) {
            call.notSent("the kit is closed");
        }
    }

    private synchronized void ended() {
        isBusy = false;
    }

    @Override
    public synchronized SessionState state() {
        return state;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public synchronized CompletionStage<Void> close() {
        if (!(state instanceof SessionState.Closed)) {
            change(new SessionState.Closed("closed by its user"));
        }
        return CompletableFuture.completedFuture(null);
    }

    private void change(SessionState next) {
        state = next;
        Listener hears = listener;
        if (hears != null) {
            tell(hears, next);
        }
    }

    private void tell(Listener hears, SessionState next) {
        try {
            thread.execute(() -> hears.onState(next));
        } catch (RejectedExecutionException closed) {
            hears.onState(next);
        }
    }
}
