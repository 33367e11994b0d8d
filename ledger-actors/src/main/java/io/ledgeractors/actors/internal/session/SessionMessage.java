package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A message that only the batcher itself and its extension send to its actor. */
public sealed interface SessionMessage extends BatcherMessage {
    /** Tells that the state of session number {@code session} changed. */
    record StateChanged(long session, SessionState state) implements SessionMessage {}

    /** Brings the outcome of request number {@code request}. The bytes of a reply are a copy. */
    record Answered(long request, Outcome outcome) implements SessionMessage {}

    /**
     * Tells that the session was lost while request number {@code request} was in flight.
     *
     * @param isFenced true if the ledger itself has ended the session
     */
    record Lost(long request, String why, boolean isFenced) implements SessionMessage {}

    /** Wakes the rules at the time that they asked for. */
    enum Tick implements SessionMessage {
        /** The only one, so that no tick needs memory. */
        INSTANCE
    }

    /** Asks for a new session in place of session number {@code session}, which has ended. */
    record Reconnect(long session) implements SessionMessage {}

    /** Asks to try session number {@code session} again, if it still lives. */
    record Resume(long session) implements SessionMessage {}

    /**
     * Completes a future with the session once there is one.
     *
     * @param failure makes the exception that completes the future when a state says that there will never be one
     */
    record AwaitRegistered(
            CompletableFuture<SessionState.Registered> registered, Function<SessionState, ? extends Throwable> failure)
            implements SessionMessage {}

    /**
     * Makes the batcher refuse new asks, finish the others and close the session.
     *
     * @param limit time after which the remaining asks are answered as they are
     * @param whenClosed is called once, on the batcher's thread
     */
    record Close(Duration limit, Runnable whenClosed) implements SessionMessage {}

    /** Tells that the time limit of {@link Close} has passed. */
    record DrainTimeout() implements SessionMessage {}

    /** Stops the batcher, whose session has been closed. */
    record Stop() implements SessionMessage {}

    /** Tells that the session has been closed. */
    record SessionClosed() implements SessionMessage {}
}
