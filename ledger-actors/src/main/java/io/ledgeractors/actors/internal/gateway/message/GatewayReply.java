package io.ledgeractors.actors.internal.gateway.message;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. A message from a gateway to the session of a node. */
@InternalApi
public sealed interface GatewayReply extends GatewaySessionMessage {
    /** Returns the secret of the session, without which it ignores the message; 0 if the gateway was told none. */
    UInt128 secret();

    /** What became of a request. */
    enum Progress {
        /** The gateway has never got it, and will not execute it if it was lost on the way. */
        NOT_SEEN,
        /** The gateway has it, and has not answered. */
        IN_PROGRESS,
        /** The gateway has answered before it sent this. */
        ANSWERED
    }

    /**
     * Tells that the session is open. The ledger has answered a request of the gateway for this session.
     *
     * @param ledger names the ledger of the gateway; two gateways with the same ledger name it alike
     * @param limits the limits of one request
     * @param timestamp ns since 1970 at which the ledger prepared that request, so it rises from session to session
     * @param behind the gateway's own session
     * @param ticket the random number that the gateway expects in the requests of the session
     * @param secret of the session
     */
    record SessionOpened(
            String ledger,
            Limits limits,
            long timestamp,
            SessionState.Registered behind,
            UInt128 ticket,
            UInt128 secret)
            implements GatewayReply {}

    /** Tells the state of the gateway's own session, at each change and before each pong. */
    record StateChanged(SessionState behind, UInt128 secret) implements GatewayReply {}

    /** Brings the outcome of request {@code number}. */
    record Answered(long number, Outcome outcome, UInt128 secret) implements GatewayReply {}

    /** Answers a ping. */
    record Pong(long number, Progress progress, UInt128 secret) implements GatewayReply {}

    /**
     * Tells that the gateway ends the session, or does not open it.
     *
     * @param why the reason, for people
     * @param isForgotten true if the gateway knows nothing of the session, so that it cannot tell what became of a
     *     request in flight; false if it still answers that request, or a ping
     * @param secret of the session
     */
    record Closing(String why, boolean isForgotten, UInt128 secret) implements GatewayReply {}
}
