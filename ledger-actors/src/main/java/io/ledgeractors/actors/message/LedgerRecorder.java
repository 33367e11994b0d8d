package io.ledgeractors.actors.message;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;

/**
 * Records what the batcher does, for metrics and reports. Methods are called on the batcher's thread, so they must be
 * quick, must not block and must not throw. Each does nothing unless overridden.
 */
public interface LedgerRecorder {
    /** A recorder that records nothing. */
    LedgerRecorder NONE = new LedgerRecorder() {};

    /**
     * Records that a request was handed to the session, with the number of its events and asks and its size in bytes.
     */
    default void requestSent(Operation operation, int events, int asks, int bytes) {}

    /**
     * Records that the first ask of the request that was just handed to the session had waited for {@code nanos} ns.
     */
    default void requestWaited(Operation operation, long nanos) {}

    /** Records that a request was answered with results, {@code nanos} ns after it was handed to the session. */
    default void requestAnswered(Operation operation, int events, int asks, long nanos) {}

    /**
     * Records that the outcome of a request of a lost session was found out. Its asks that remain unknown are recorded
     * by {@link #askUnknown} too.
     */
    default void requestResolved(Operation operation, int events, int asks) {}

    /** Records that an ask was refused. */
    default void askRefused(Operation operation, Refusal reason) {}

    /** Records that the outcome of an ask is unknown. */
    default void askUnknown(Operation operation) {}

    /** Records that the state of the session changed. */
    default void sessionChanged(SessionState state) {}
}
