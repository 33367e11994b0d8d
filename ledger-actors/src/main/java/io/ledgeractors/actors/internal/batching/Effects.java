package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Body;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * What the rules want done. The answers must not throw; each ask gets exactly one of them.
 *
 * @param <A> the asks
 */
public interface Effects<A extends Ask> {
    /** AskAnswers with this ask's own results, from 0 to the limit of {@code results}. */
    void results(A ask, ByteBuffer results, long timestamp);

    /** AskAnswers that the ask was definitely not executed. */
    void refused(A ask, Refusal reason, String message);

    /** AskAnswers that nobody knows whether the ask was or will be executed. */
    void unknown(A ask, String message);

    /**
     * Hands a request to the session; its outcome comes back to {@link BatcherCore#outcome} with the number.
     *
     * @param flight number of the request, for the outcome
     * @param events events of all asks in it
     * @param asks number of asks in it
     * @param waited how long its first ask has waited, in ns; 0 if it is sent to find out about a lost one
     */
    void submit(long flight, Operation operation, Body body, int events, int asks, long waited);

    /** Asks for a call of {@link BatcherCore#tick} after so long, or earlier: soon is more important than exactly. */
    void wake(long nanos);

    /** Tells that a request was answered with results, for metrics. */
    void answered(Operation operation, int events, int asks, long nanos);

    /** Tells that it was found out what a request did whose session was lost; some asks of it may be unknown. */
    void resolved(Operation operation, int events, int asks);

    /** Tells that after a request without an answer the state of the session must be looked at. */
    void doubtful();

    /** Tells that the batcher was closed and owes nobody an answer any more. */
    void drained();
}
