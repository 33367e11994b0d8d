package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.stream.IntStream;

/** Looks up whether a refund that is in the ledger is this one. */
record RefundInspect(Plan plan, Trail trail, Refund refund) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.LookUp(
                IntStream.range(0, refund.parts().size()).mapToObj(this::id).toList());
    }

    @Override
    public Stage found(List<Transfer> transfers, When when) {
        List<Transfer> sent = plan.refunds(trail, refund);
        boolean isSame = transfers.size() == sent.size()
                && IntStream.range(0, sent.size())
                        .allMatch(i -> sent.get(i)
                                .equals(transfers.get(i).toBuilder()
                                        .timestamp(0)
                                        .build()));
        if (!isSame) {
            return Ended.conflict(plan.id(), "the ledger holds another refund with the number " + refund.number());
        }
        long timestamp = transfers.get(transfers.size() - 1).timestamp();
        return new Ended(new PaymentReply.Refunded(plan.id(), refund.number(), timestamp), null);
    }

    private UInt128 id(int part) {
        return plan.id().transferId(trail.attempt(), PaymentPhase.REFUND, refund.number() + part);
    }
}
