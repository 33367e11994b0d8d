package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides the next stage from the transfers that an attempt has recorded in the ledger. Immutable. */
public interface Disposition {
    /** Returns the stage that follows if the ledger holds this record of an attempt. */
    PaymentStage decide(AttemptRecord recorded, AnswerTime at);

    /** Returns the stage that follows if the ledger holds no attempt. */
    PaymentStage notFound();

    /** Returns the outcome of an attempt that has ended; null if it has not. */
    private static @Nullable PaymentOutcome outcome(AttemptRecord recorded, AnswerTime at) {
        if (recorded.isPaid()) {
            return recorded.paid();
        }
        if (recorded.isVoided()) {
            return recorded.refused(PaymentRefusal.VOIDED, "voided before");
        }
        return recorded.isExpiredAt(at.ledgerTime())
                ? recorded.refused(PaymentRefusal.EXPIRED, "the reserve's time is over")
                : null;
    }

    /**
     * Brings an attempt to its end by calling the user's step and posting.
     *
     * @param asked the attempt that was asked for; null if the payment is resumed without an asker
     */
    record Settle(TransferPlan plan, @Nullable PaymentAttempt asked) implements Disposition {
        private static final int MARGIN_PART = 4;

        @Override
        public PaymentStage decide(AttemptRecord recorded, AnswerTime at) {
            PaymentAttempt wanted = asked;
            if (wanted != null && !isSame(wanted, recorded)) {
                return PaymentEnd.conflict(plan.id(), "the ledger holds another payment with this id");
            }
            PaymentOutcome outcome = outcome(recorded, at);
            if (outcome == null) {
                return new CallUserStep(plan, recorded, stepUntil(recorded, at));
            }
            PaymentEnd end = new PaymentEnd(outcome, recorded.payment());
            return outcome instanceof PaymentOutcome.Paid
                    ? end
                    : new FindLastAttempt(plan, new PreferLaterPayment(plan, end));
        }

        @Override
        public PaymentStage notFound() {
            return new PaymentEnd(new PaymentOutcome.NotFound(plan.id()), null);
        }

        private boolean isSame(PaymentAttempt wanted, AttemptRecord recorded) {
            for (Transfer move : recorded.moves()) {
                if (move.code() != plan.settings().code()
                        || move.userData32() != plan.settings().workflow()) {
                    return false;
                }
            }
            return wanted.payment().equals(recorded.payment());
        }

        // The ledger's clock ends the reserve, and the clock of this node ends the deadline.
        private long stepUntil(AttemptRecord recorded, AnswerTime at) {
            long left = recorded.expires() - at.ledgerTime();
            long end = at.now() + left;
            PaymentAttempt wanted = asked;
            if (wanted != null) {
                end = Math.min(end, wanted.deadline());
            }
            long margin = Math.min(plan.settings().settleMargin().toNanos(), left / MARGIN_PART);
            return end - margin;
        }
    }

    /**
     * Ends an earlier attempt, so that a later one may begin.
     *
     * @param attempt the later attempt
     * @param rest numbers of the other earlier attempts that are in the ledger
     */
    record EndEarlier(TransferPlan plan, PaymentAttempt attempt, List<Integer> rest) implements Disposition {
        @Override
        public PaymentStage decide(AttemptRecord recorded, AnswerTime at) {
            PaymentOutcome outcome = outcome(recorded, at);
            if (outcome instanceof PaymentOutcome.Paid) {
                return recorded.payment().equals(attempt.payment())
                        ? new PaymentEnd(outcome, recorded.payment())
                        : PaymentEnd.conflict(plan.id(), "the ledger holds another payment with this id");
            }
            PaymentStage next = InvalidateEarlierAttempts.next(plan, attempt, rest);
            return outcome != null
                    ? next
                    : new VoidReserves(
                            plan, recorded, next, new ConfirmPosted(plan, attempt.payment()), attempt.deadline());
        }

        @Override
        public PaymentStage notFound() {
            return InvalidateEarlierAttempts.next(plan, attempt, rest);
        }
    }

    /** Ends with the failure of an attempt, unless a later attempt has paid. */
    record PreferLaterPayment(TransferPlan plan, PaymentEnd failed) implements Disposition {
        @Override
        public PaymentStage decide(AttemptRecord recorded, AnswerTime at) {
            return recorded.isPaid() && recorded.payment().equals(failed.payment())
                    ? new PaymentEnd(recorded.paid(), recorded.payment())
                    : failed;
        }

        @Override
        public PaymentStage notFound() {
            return failed;
        }
    }

    /** Ends with the state of the attempt and changes nothing. */
    record ReportState(TransferPlan plan) implements Disposition {
        @Override
        public PaymentStage decide(AttemptRecord recorded, AnswerTime at) {
            PaymentOutcome outcome = outcome(recorded, at);
            if (outcome != null) {
                return new PaymentEnd(outcome, recorded.payment());
            }
            Instant expires = Instant.EPOCH.plusNanos(recorded.expires());
            return new PaymentEnd(new PaymentOutcome.Open(plan.id(), recorded.attempt(), expires), null);
        }

        @Override
        public PaymentStage notFound() {
            return new PaymentEnd(new PaymentOutcome.NotFound(plan.id()), null);
        }
    }

    /** Tells whether this payment posted the reserves, and whether it is the payment that was asked for. */
    record ConfirmPosted(TransferPlan plan, Payment asked) implements Disposition {
        @Override
        public PaymentStage decide(AttemptRecord recorded, AnswerTime at) {
            if (!recorded.isPaid()) {
                return PaymentEnd.conflict(plan.id(), "a reserve was posted by a transfer that is not of this payment");
            }
            return recorded.payment().equals(asked)
                    ? new PaymentEnd(recorded.paid(), recorded.payment())
                    : PaymentEnd.conflict(plan.id(), "the ledger holds another payment with this id");
        }

        @Override
        public PaymentStage notFound() {
            return PaymentEnd.undecided(plan.id(), "the ledger reported that a transfer exists, but did not find it");
        }
    }
}
