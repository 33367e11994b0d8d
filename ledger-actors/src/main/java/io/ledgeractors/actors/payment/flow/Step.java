package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/**
 * The money is reserved: the user's own step.
 *
 * @param until when it is given up, ns since 1970
 */
record Step(Plan plan, Trail trail, long stepUntil) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.CallStep(trail.payment(), trail.attempt(), stepUntil);
    }

    @Override
    public Stage stepped(PaymentStep.Result result) {
        if (result instanceof PaymentStep.Captured captured) {
            return captured(captured.amounts());
        }
        return result instanceof PaymentStep.Declined declined
                ? release(PaymentRefusal.DECLINED, declined.why())
                : release(PaymentRefusal.STEP_FAILED, ((PaymentStep.Failed) result).why());
    }

    @Override
    public Stage late() {
        return release(PaymentRefusal.STEP_TIMED_OUT, "the step did not end in time");
    }

    private Stage captured(List<UInt128> amounts) {
        List<UInt128> reserved = reserved();
        if (amounts.isEmpty()) {
            return new Post(plan, trail, reserved);
        }
        if (amounts.size() != reserved.size()) {
            return release(
                    PaymentRefusal.STEP_FAILED,
                    "captured " + amounts.size() + " amounts for " + reserved.size() + " legs");
        }
        for (int i = 0; i < amounts.size(); i++) {
            if (amounts.get(i).compareTo(reserved.get(i)) > 0) {
                return release(
                        PaymentRefusal.STEP_FAILED,
                        "captured " + amounts.get(i) + " of leg " + i + ", more than is reserved");
            }
        }
        return new Post(plan, trail, amounts);
    }

    private Stage release(PaymentRefusal reason, String detail) {
        return Release.of(plan, trail, reason, detail);
    }

    private List<UInt128> reserved() {
        List<UInt128> reserved = new ArrayList<>(trail.moves().size());
        for (Leg leg : trail.payment().legs()) {
            reserved.add(leg.amount());
        }
        return List.copyOf(reserved);
    }
}
