package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Body;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * Carries out what the rules decide. Each ask gets exactly one of the first three calls, which must not throw.
 *
 * @param <A> the asks
 */
public interface Effects<A extends Ask> {
    /**
     * Answers with this ask's own results.
     *
     * @param results encoded, from 0 to the limit
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    void results(A ask, ByteBuffer results, long timestamp);

    /** Answers that the ask was definitely not executed, and will not be. */
    void refused(A ask, Refusal reason, String message);

    /** Answers that nobody knows whether the ask was or will be executed. */
    void unknown(A ask, String message);

    /**
     * Hands a request to the session. Its outcome comes back to {@link BatcherCore#outcome} with the number.
     *
     * @param number number of the request
     * @param events number of events of all its asks
     * @param asks number of its asks
     * @param waited how long its first ask has waited, in ns; 0 for a step of a recovery
     */
    void submit(long number, Operation operation, Body body, int events, int asks, long waited);

    /** Asks for a call of {@link BatcherCore#tick} after {@code nanos} ns. A call that is early does no harm. */
    void wake(long nanos);

    /** Tells the metrics that a request was answered with results, {@code nanos} ns after it was sent. */
    void answered(Operation operation, int events, int asks, long nanos);

    /** Tells the metrics that a request of a lost session was recovered. Some of its asks may be unknown. */
    void resolved(Operation operation, int events, int asks);

    /** Asks to look at the state of the session, because a request of it was not executed or is lost. */
    void doubtful();

    /** Tells that the intake is closed and every ask has its answer. */
    void drained();
}
