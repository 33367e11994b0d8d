package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.recovery.RecoveryStep;
import io.ledgeractors.actors.recovery.RequestRecovery;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The request in flight: with the session, answered, or lost and being resolved. */
final class InFlightRequest<A extends Ask> {
    final OpenRequest<A> request;
    /** Timestamp of the last reply before it. */
    final long before;

    final long sentAt;

    /** How the handling of the last thing sent ended; null while the session has it, or when it is dealt with. */
    @Nullable
    Outcome outcome;

    long answeredAt;
    /** Null unless the session that had it was lost. */
    @Nullable
    RequestRecovery resolution;
    /** True while something of it is with the session. */
    boolean isSubmitted;
    /** True while a resolution is at work: if it throws, nothing can be known. */
    boolean isResolving;

    InFlightRequest(OpenRequest<A> request, long before, long sentAt) {
        this.request = request;
        this.before = before;
        this.sentAt = sentAt;
    }

    /** The session that had it was lost: what it did is to be found out, from the beginning. */
    void lost(boolean isFenced, Supplier<UInt128> freshIds) {
        isSubmitted = false;
        RequestRecovery known = resolution;
        if (known == null) {
            resolution = RequestRecovery.of(request.operation, request.seal().bytes(), before, isFenced, freshIds);
        } else {
            known.lost(isFenced);
        }
    }

    /** What to do next to find out; a thing to send counts as submitted. */
    RecoveryStep nextStep(RequestRecovery known, Limits limits) {
        isResolving = true;
        RecoveryStep step = known.next(limits);
        if (step instanceof RecoveryStep.Send) {
            isResolving = false;
            isSubmitted = true;
        }
        return step;
    }

    /** Learns how the last step of finding out ended; false if the session did not execute it. */
    boolean stepEnded(RequestRecovery known, Outcome how) {
        isResolving = true;
        boolean isTaken = true;
        if (how instanceof Outcome.Reply reply) {
            known.answered(reply.body(), reply.timestamp());
        } else if (isFaultOfTheRequest(how)) {
            known.refused();
        } else {
            isTaken = false;
        }
        isResolving = false;
        outcome = null;
        return isTaken;
    }

    /** True if a request was not executed because of what is in it, and the session goes on. */
    static boolean isFaultOfTheRequest(Outcome how) {
        return how instanceof Outcome.NotExecuted refused
                && switch (refused.reason()) {
                    case INVALID_REQUEST_OPERATION, INVALID_REQUEST_BODY, INVALID_REQUEST_BODY_SIZE -> true;
                    case NO_SESSION,
                            CLIENT_RELEASE_TOO_LOW,
                            CLIENT_RELEASE_TOO_HIGH,
                            SESSION_TOO_LOW,
                            SESSION_RELEASE_MISMATCH -> false;
                };
    }
}
