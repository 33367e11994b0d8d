package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Transfer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks up the transfers that reserved or moved the legs of an attempt. It asks for one leg more than a payment can
 * have, so that all of them are seen.
 *
 * @param attempt number of the attempt, 0 to 15
 * @param disposition decides what follows
 */
record LookUpMoves(TransferPlan plan, int attempt, Disposition disposition) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.LookUp<>(
                number,
                IntStream.rangeClosed(0, Payment.LEGS_MAX)
                        .mapToObj(leg -> plan.id().transferId(attempt, PaymentPhase.MOVE, leg))
                        .toList());
    }

    @Override
    public PaymentStage found(List<Transfer> transfers, AnswerTime at) {
        if (transfers.isEmpty()) {
            return PaymentEnd.undecided(plan.id(), "the ledger reported that a transfer exists, but did not find it");
        }
        AttemptRecord recorded = AttemptRecord.of(plan.id(), attempt, transfers);
        return recorded.isTwoPhase()
                ? new LookUpSettlement(plan, recorded, disposition)
                : disposition.decide(recorded, at);
    }
}
