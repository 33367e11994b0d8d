package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.recovery.IdInvalidation;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Invalidates the ids of all earlier attempts before a later attempt begins, so that none of them can still begin. Then
 * the earlier attempts that are in the ledger are ended one by one.
 *
 * @param attempt the later attempt
 */
public record InvalidateEarlierAttempts(TransferPlan plan, PaymentAttempt attempt) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        int ledger = attempt.payment().legs().get(0).ledger();
        return new PaymentEffect.Create<>(
                number,
                IntStream.range(0, attempt.number())
                        .mapToObj(earlier -> plan.id().transferId(earlier, PaymentPhase.MOVE, 0))
                        .map(transferId -> plan.invalidating(transferId, ledger))
                        .toList());
    }

    @Override
    public long repeatUntil() {
        return attempt.deadline();
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        List<Integer> inLedger = new ArrayList<>();
        for (int earlier = 0; earlier < results.size(); earlier++) {
            CreateTransferStatus status = results.get(earlier).status();
            if (ChainResults.isInLedger(status)) {
                inLedger.add(earlier);
            } else if (!IdInvalidation.isInvalid(status)) {
                return InvalidateId.unexpected(plan, status);
            }
        }
        return next(plan, attempt, List.copyOf(inLedger));
    }

    /**
     * Returns the stage that looks at the first of these earlier attempts. If there is none, returns the first stage of
     * the new attempt.
     */
    static PaymentStage next(TransferPlan plan, PaymentAttempt attempt, List<Integer> earlier) {
        if (earlier.isEmpty()) {
            return MoveLegs.create(plan, attempt);
        }
        List<Integer> rest = List.copyOf(earlier.subList(1, earlier.size()));
        return new LookUpMoves(plan, earlier.get(0), new Disposition.EndEarlier(plan, attempt, rest));
    }
}
