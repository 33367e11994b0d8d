package io.ledgeractors.session;

import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;

/**
 * One session with a ledger. It has at most one request in flight, and each request gets exactly one outcome.
 *
 * <p>A session is used once: it is started once and then closed. Thread-safe. Listener and handlers are called on the
 * session's own thread, one at a time, so they must not block.
 */
public interface LedgerSession {

    /** Receives changes of the state. */
    @FunctionalInterface
    interface Listener {
        /**
         * Receives the new state, on the session's thread. An exception that it throws is logged and changes nothing.
         */
        void onState(SessionState state);
    }

    /**
     * Opens the session in the background. The listener receives each state. If the session was closed before, it
     * receives {@link SessionState.Closed} and nothing else.
     *
     * @throws IllegalStateException if called twice
     */
    void start(Listener listener);

    /**
     * Sends one request. The session repeats it until it is answered or the session ends, and delivers one outcome.
     *
     * @param operation any operation but {@link Operation#REGISTER}
     * @param body events, and a trailer if the operation has one; lent until the outcome is delivered
     * @param handler receives the outcome, exactly once
     * @throws IllegalStateException if a request is in flight, or the session was never registered
     * @throws IllegalArgumentException if the body is larger than {@link #limits()} allow, or the operation is
     *     {@link Operation#REGISTER}; nothing was sent
     */
    void submit(Operation operation, Body body, ReplyHandler handler);

    /** Returns the present state. */
    SessionState state();

    /**
     * Returns the limits of one request.
     *
     * @throws IllegalStateException before the session is registered
     */
    Limits limits();

    /**
     * Closes the session. The request in flight, if any, gets {@link Outcome.Unknown}. A request that is submitted
     * later to a session that was registered gets {@link Outcome.NotSent}. May be called at any time and more than
     * once. Completes when connections and threads of the session are gone.
     */
    CompletionStage<Void> close();
}
