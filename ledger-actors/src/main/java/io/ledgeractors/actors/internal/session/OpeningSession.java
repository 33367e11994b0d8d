package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A session with a ledger that may still be opening. It delegates to a session of the ledger once the ledger is open,
 * and closes with the reason if the ledger cannot be opened. Thread-safe.
 */
final class OpeningSession implements LedgerSession {
    private final CompletableFuture<Connection> opening;
    // The state as long as there is no session of the ledger itself.
    private SessionState before = new SessionState.Opening();
    private @Nullable LedgerSession session;
    // Null until it was told the first state, so that no later state overtakes that one.
    private @Nullable Listener listener;
    private boolean isClosed;

    OpeningSession(CompletableFuture<Connection> opening) {
        this.opening = opening;
    }

    @Override
    public void start(Listener hears) {
        SessionState first = state();
        hears.onState(first);
        SessionState present;
        synchronized (this) {
            listener = hears;
            present = before;
        }
        if (!present.equals(first)) {
            hears.onState(present);
        }
        opening.whenComplete((connection, failure) -> opened(connection, failure, hears));
    }

    private void opened(@Nullable Connection connection, @Nullable Throwable failure, Listener hears) {
        LedgerSession begun = null;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            if (connection == null) {
                before = new SessionState.Closed(reason(failure));
            } else {
                begun = connection.newSession();
                session = begun;
            }
        }
        if (begun == null) {
            hears.onState(state());
        } else {
            begun.start(hears);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause == null) {
            return "the ledger could not be opened";
        }
        String message = cause.getMessage();
        return message == null || cause instanceof Error ? "the ledger could not be opened: " + cause : message;
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        LedgerSession open = session();
        if (open == null) {
            throw new IllegalStateException("the session is not registered: " + state());
        }
        open.submit(operation, body, handler);
    }

    @Override
    public SessionState state() {
        LedgerSession open = session();
        if (open != null) {
            return open.state();
        }
        synchronized (this) {
            return before;
        }
    }

    @Override
    public Limits limits() {
        LedgerSession open = session();
        if (open == null) {
            throw new IllegalStateException("limits are known once the session is registered");
        }
        return open.limits();
    }

    @Override
    public CompletionStage<Void> close() {
        LedgerSession open;
        SessionState closed = new SessionState.Closed("closed by its user");
        Listener hears = null;
        synchronized (this) {
            isClosed = true;
            open = session;
            if (open == null && before instanceof SessionState.Opening) {
                before = closed;
                hears = listener;
            }
        }
        if (hears != null) {
            hears.onState(closed);
        }
        return open == null ? CompletableFuture.completedFuture(null) : open.close();
    }

    private synchronized @Nullable LedgerSession session() {
        return session;
    }
}
