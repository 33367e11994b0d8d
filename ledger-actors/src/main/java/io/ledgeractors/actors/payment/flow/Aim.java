package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is to be done about what the ledger holds of an attempt. */
sealed interface Aim {
    /** What follows from a trail. */
    Stage decide(Trail trail, When when);

    /** What follows if the ledger holds nothing. */
    Stage nothing();

    /** The end of an attempt that has one. */
    static @Nullable PaymentReply end(Trail trail, When when) {
        if (trail.isPaid()) {
            return trail.paid();
        }
        if (trail.isVoided()) {
            return trail.refused(PaymentRefusal.VOIDED, "voided before");
        }
        return trail.isExpiredAt(when.ledgerTime())
                ? trail.refused(PaymentRefusal.EXPIRED, "the reserve's time is over")
                : null;
    }

    /** Pay it, whoever began it. */
    record Settle(Plan plan, @Nullable Job job) implements Aim {
        private static final int MARGIN_PART = 4;

        @Override
        public Stage decide(Trail trail, When when) {
            Job asked = job;
            if (asked != null && !isSame(asked, trail)) {
                return Ended.conflict(plan.id(), "the ledger holds another payment with this id");
            }
            PaymentReply end = end(trail, when);
            if (end == null) {
                return new Step(plan, trail, until(trail, when));
            }
            Ended ended = new Ended(end, trail.payment());
            return end instanceof PaymentReply.Paid ? ended : new Search(plan, new Later(plan, ended));
        }

        @Override
        public Stage nothing() {
            return new Ended(new PaymentReply.NoTrace(plan.id()), null);
        }

        private boolean isSame(Job asked, Trail trail) {
            for (Transfer move : trail.moves()) {
                if (move.code() != plan.settings().code()
                        || move.userData32() != plan.settings().workflow()) {
                    return false;
                }
            }
            return asked.payment().equals(trail.payment());
        }

        // The reserve ends by the ledger's clock, the deadline by ours.
        private long until(Trail trail, When when) {
            long left = trail.expires() - when.ledgerTime();
            long end = when.now() + left;
            Job asked = job;
            if (asked != null) {
                end = Math.min(end, asked.deadline());
            }
            long margin = Math.min(plan.settings().settleMargin().toNanos(), left / MARGIN_PART);
            return end - margin;
        }
    }

    /**
     * End it, so that a later attempt may begin.
     *
     * @param rest of the earlier attempts that are in the ledger
     */
    record Clear(Plan plan, Job job, List<Integer> rest) implements Aim {
        @Override
        public Stage decide(Trail trail, When when) {
            PaymentReply end = end(trail, when);
            if (end instanceof PaymentReply.Paid paid) {
                return trail.payment().equals(job.payment())
                        ? new Ended(paid, trail.payment())
                        : Ended.conflict(plan.id(), "the ledger holds another payment with this id");
            }
            return end != null
                    ? Fence.next(plan, job, rest)
                    : new Release(
                            plan, trail, Fence.next(plan, job, rest), new Posted(plan, job.payment()), job.deadline());
        }

        @Override
        public Stage nothing() {
            return Fence.next(plan, job, rest);
        }
    }

    /** An attempt has failed before: tell so, unless a later one has paid. */
    record Later(Plan plan, Ended failed) implements Aim {
        @Override
        public Stage decide(Trail trail, When when) {
            return trail.isPaid() && trail.payment().equals(failed.payment())
                    ? new Ended(trail.paid(), trail.payment())
                    : failed;
        }

        @Override
        public Stage nothing() {
            return failed;
        }
    }

    /** Tell how it stands. */
    record Report(Plan plan) implements Aim {
        @Override
        public Stage decide(Trail trail, When when) {
            PaymentReply end = end(trail, when);
            if (end != null) {
                return new Ended(end, trail.payment());
            }
            Instant expires = Instant.ofEpochSecond(
                    TimeUnit.NANOSECONDS.toSeconds(trail.expires()), trail.expires() % TimeUnit.SECONDS.toNanos(1));
            return new Ended(new PaymentReply.Open(plan.id(), trail.attempt(), expires), null);
        }

        @Override
        public Stage nothing() {
            return new Ended(new PaymentReply.NoTrace(plan.id()), null);
        }
    }

    /** Give some of it back. */
    record GiveBack(Plan plan, Refund refund) implements Aim {
        @Override
        public Stage decide(Trail trail, When when) {
            return trail.isPaid() ? RefundFence.create(plan, trail, refund) : notPaid();
        }

        @Override
        public Stage nothing() {
            return notPaid();
        }

        private Stage notPaid() {
            return RefundSend.refused(plan, refund, PaymentRefusal.NOT_PAID, "the payment is not paid");
        }
    }

    /** Tell whether it was this payment that posted the reserves, and whether it is the one that was asked for. */
    record Posted(Plan plan, Payment asked) implements Aim {
        @Override
        public Stage decide(Trail trail, When when) {
            if (!trail.isPaid()) {
                return Ended.conflict(plan.id(), "a reserve was posted by a transfer that is not of this payment");
            }
            return trail.payment().equals(asked)
                    ? new Ended(trail.paid(), trail.payment())
                    : Ended.conflict(plan.id(), "the ledger holds another payment with this id");
        }

        @Override
        public Stage nothing() {
            return Ended.undecided(plan.id(), "the ledger does not find what it said exists");
        }
    }
}
