package io.ledgeractors.actors.message;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;

/**
 * Hears what the batcher does, for metrics and reports. Methods are called on the batcher's thread: they must be
 * quick, must not block and must not throw. All do nothing unless overridden.
 */
public interface LedgerRecorder {
    /** Records nothing. */
    LedgerRecorder NONE = new LedgerRecorder() {};

    /** A request was handed to the session. */
    default void requestSent(Operation operation, int events, int asks, int bytes) {}

    /** The first ask of the request that was just handed to the session had waited for {@code nanos} ns. */
    default void requestWaited(Operation operation, long nanos) {}

    /** A request came back with results, {@code nanos} ns after it was handed to the session. */
    default void requestAnswered(Operation operation, int events, int asks, long nanos) {}

    /**
     * A request was in flight when its session was lost, and now it was found out what it did. Asks of which that
     * cannot be known are told to {@link #askUnknown} too.
     */
    default void requestResolved(Operation operation, int events, int asks) {}

    /** An ask was refused. */
    default void askRefused(Operation operation, Refusal reason) {}

    /** An ask ended unknown. */
    default void askUnknown(Operation operation) {}

    /** The state of the session changed. */
    default void sessionChanged(SessionState state) {}
}
