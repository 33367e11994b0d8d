package io.ledgeractors.testkit.internal.activity;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A session with a ledger in this JVM whose work counts: its opening, and each request until the handler has its
 * outcome. Thread-safe.
 */
public final class CountedSession implements LedgerSession {
    private final LedgerSession session;
    private final Activity activity;

    /** Creates a session around one that was not started. */
    public CountedSession(LedgerSession session, Activity activity) {
        this.session = session;
        this.activity = activity;
    }

    @Override
    public void start(Listener listener) {
        AtomicBoolean isOpening = new AtomicBoolean(true);
        activity.begin();
        try {
            session.start(state -> {
                try {
                    listener.onState(state);
                } finally {
                    if (isSettled(state) && isOpening.compareAndSet(true, false)) {
                        activity.end();
                    }
                }
            });
        } catch (RuntimeException refused) {
            activity.end();
            throw refused;
        }
    }

    private static boolean isSettled(SessionState state) {
        return state.isRegistered() || state instanceof SessionState.Closed;
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        activity.begin();
        try {
            session.submit(operation, body, outcome -> {
                try {
                    handler.onOutcome(outcome);
                } finally {
                    activity.end();
                }
            });
        } catch (RuntimeException refused) {
            activity.end();
            throw refused;
        }
    }

    @Override
    public SessionState state() {
        return session.state();
    }

    @Override
    public Limits limits() {
        return session.limits();
    }

    @Override
    public CompletionStage<Void> close() {
        activity.begin();
        return session.close().whenComplete((done, failure) -> activity.end());
    }
}
