package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.recovery.RecoveryStep;
import io.ledgeractors.actors.recovery.RequestRecovery;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The request in flight, until all its asks are answered or it goes back to those that are unsent. */
final class InFlightRequest<A extends Ask> {
    enum Phase {
        /** The request is being sealed. The session has nothing of it. */
        SEALING,
        /** The session has the request, or a step of its recovery. */
        WITH_SESSION,
        /** The session has given an outcome, which is being handled. */
        ANSWERED,
        /** The session was lost. The next step of the recovery is due, as soon as there is a session. */
        STEP_DUE,
        /** The recovery is at work. If it throws, nothing can be known about the request any more. */
        RECOVERING
    }

    final OpenRequest<A> request;
    final long sentAt;
    private final long timestampBefore;

    private Phase phase = Phase.SEALING;
    private @Nullable Outcome outcome;
    private long answeredAt;
    private @Nullable RequestRecovery recovery;

    /**
     * Creates a request that is about to be sealed.
     *
     * @param timestampBefore timestamp of the last reply before it, ns since 1970
     * @param sentAt ns on the monotonic clock
     */
    InFlightRequest(OpenRequest<A> request, long timestampBefore, long sentAt) {
        this.request = request;
        this.timestampBefore = timestampBefore;
        this.sentAt = sentAt;
    }

    Phase phase() {
        return phase;
    }

    boolean is(Phase expected) {
        return phase == expected;
    }

    /** Returns the newest outcome, null if the session has given none, or it is dealt with. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** Returns the time of the newest outcome, in ns on the monotonic clock. */
    long answeredAt() {
        return answeredAt;
    }

    /** Returns how the request is recovered, null unless a session was lost that had it. */
    @Nullable
    RequestRecovery recovery() {
        return recovery;
    }

    /** The session has the sealed request from now on. */
    void submitted() {
        phase = Phase.WITH_SESSION;
    }

    /** The session has given an outcome of what it had. */
    void answered(Outcome how, long now) {
        outcome = how;
        answeredAt = now;
        phase = Phase.ANSWERED;
    }

    /** The session that had the request was lost. The recovery begins, or begins anew. */
    void lost(boolean isFenced, Supplier<UInt128> freshIds) {
        phase = Phase.RECOVERING;
        RequestRecovery known = recovery;
        if (known == null) {
            recovery =
                    RequestRecovery.of(request.operation, request.seal().bytes(), timestampBefore, isFenced, freshIds);
        } else {
            known.lost(isFenced);
        }
        phase = Phase.STEP_DUE;
    }

    /** Returns the next step of the recovery. A step that is to be sent counts as being with the session. */
    RecoveryStep nextStep(RequestRecovery known, Limits limits) {
        phase = Phase.RECOVERING;
        RecoveryStep step = known.next(limits);
        if (step instanceof RecoveryStep.Send) {
            phase = Phase.WITH_SESSION;
        }
        return step;
    }

    /** Gives the recovery the outcome of its last step. Returns false if the session did not execute the step. */
    boolean stepEnded(RequestRecovery known, Outcome how) {
        phase = Phase.RECOVERING;
        boolean isTaken = true;
        if (how instanceof Outcome.Reply reply) {
            known.answered(reply.body(), reply.timestamp());
        } else if (isFaultOfTheRequest(how) || how instanceof Outcome.Forbidden) {
            known.refused();
        } else {
            isTaken = false;
        }
        outcome = null;
        phase = Phase.STEP_DUE;
        return isTaken;
    }

    /** Returns true if a request was not executed because of its contents, and the session goes on. */
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
