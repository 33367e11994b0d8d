package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls the user's own step while the money is reserved.
 *
 * @param stepUntil when the step is given up, ns since 1970
 */
public record CallUserStep(TransferPlan plan, AttemptRecord recorded, long stepUntil) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        Instant until = Instant.EPOCH.plusNanos(stepUntil);
        return new PaymentEffect.CallStep<>(
                number, new PaymentStep.Call(recorded.payment(), recorded.attempt(), until));
    }

    /** Returns the time that the step has from now on; zero if it is over. */
    public Duration timeLeft(long now) {
        return Duration.ofNanos(Math.max(0, stepUntil - now));
    }

    @Override
    public PaymentStage stepped(PaymentStep.Result result) {
        if (result instanceof PaymentStep.Captured captured) {
            return captured(captured.amounts());
        }
        return result instanceof PaymentStep.Declined declined
                ? release(PaymentRefusal.DECLINED, declined.why())
                : release(PaymentRefusal.STEP_FAILED, ((PaymentStep.Failed) result).why());
    }

    @Override
    public PaymentStage timerEnded() {
        return release(PaymentRefusal.STEP_TIMED_OUT, "the step did not end in time");
    }

    private PaymentStage captured(List<UInt128> amounts) {
        List<UInt128> reserved = reserved();
        if (amounts.isEmpty()) {
            return new PostReserves(plan, recorded, reserved);
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
        return new PostReserves(plan, recorded, amounts);
    }

    private PaymentStage release(PaymentRefusal reason, String detail) {
        return VoidReserves.because(plan, recorded, reason, detail);
    }

    private List<UInt128> reserved() {
        List<UInt128> reserved = new ArrayList<>(recorded.moves().size());
        for (Leg leg : recorded.payment().legs()) {
            reserved.add(leg.amount());
        }
        return List.copyOf(reserved);
    }
}
