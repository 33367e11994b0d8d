package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Before a refund: uses up the smaller numbers, so that what was given back before is known for good. */
record RefundFence(Plan plan, Trail trail, Refund refund) implements Stage {
    static Stage create(Plan plan, Trail trail, Refund refund) {
        for (Refund.Part part : refund.parts()) {
            if (part.leg() < 0 || part.leg() >= trail.moves().size()) {
                return RefundSend.refused(plan, refund, PaymentRefusal.NOT_PAID, "there is no leg " + part.leg());
            }
        }
        return refund.number() == 0
                ? new RefundSend(plan, trail, refund, List.of())
                : new RefundFence(plan, trail, refund);
    }

    @Override
    public Wish wish() {
        return new Wish.Create(IntStream.range(0, refund.number())
                .mapToObj(number -> plan.fuse(id(number)))
                .toList());
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        List<UInt128> there = new ArrayList<>();
        for (int number = 0; number < results.size(); number++) {
            CreateTransferStatus status = results.get(number).status();
            if (Answers.isThere(status)) {
                there.add(id(number));
            } else if (!Burn.isGone(status)) {
                return Ended.undecided(plan.id(), "the ledger answers a fuse with " + status.wireName());
            }
        }
        return there.isEmpty()
                ? new RefundSend(plan, trail, refund, List.of())
                : new RefundSum(plan, trail, refund, there);
    }

    private UInt128 id(int number) {
        return plan.id().transferId(trail.attempt(), PaymentPhase.REFUND, number);
    }
}
