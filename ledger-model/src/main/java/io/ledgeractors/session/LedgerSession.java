package io.ledgeractors.session;

import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;

/**
 * One session with a ledger: at most one request in flight, each answered exactly once.
 *
 * <p>Single use: started once, closed once. Thread-safe. Listener and handlers are called on the session's own
 * thread, one at a time; they must not block.
 */
public interface LedgerSession {

    /** Hears of changes of the state. */
    @FunctionalInterface
    interface Listener {
        /** Called on the session's thread after each change; what it throws is logged and changes nothing. */
        void onState(SessionState state);
    }

    /**
     * Opens the session in the background; the listener hears how it goes. The listener of a session that was closed
     * before hears {@link SessionState.Closed}, and nothing else.
     *
     * @throws IllegalStateException if called twice
     */
    void start(Listener listener);

    /**
     * Sends one request. The session retries for as long as it lives; the outcome tells how it ended.
     *
     * @param operation what to do; any of the operations but {@link Operation#REGISTER}
     * @param body events and, where the operation has one, trailer; lent until the outcome is delivered
     * @param handler called exactly once
     * @throws IllegalStateException if a request is in flight, or the session was never registered
     * @throws IllegalArgumentException if the body is greater than {@link #limits()} allow or the operation is
     *     {@link Operation#REGISTER}; nothing was sent
     */
    void submit(Operation operation, Body body, ReplyHandler handler);

    /** What the session is doing. */
    SessionState state();

    /**
     * What fits into one request.
     *
     * @throws IllegalStateException before the session is registered
     */
    Limits limits();

    /**
     * Ends the session. The request in flight, if any, ends as {@link Outcome.Unknown}; one that is submitted to
     * a session that was registered and is closed ends as {@link Outcome.NotSent}. May be called at any time and
     * more than once; completes when connections and threads of the session are gone.
     */
    CompletionStage<Void> close();
}
