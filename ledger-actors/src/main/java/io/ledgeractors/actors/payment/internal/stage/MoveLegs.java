package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reserves the legs of an attempt, or transfers them at once. A reserve that is sent again gets the time that is left,
 * so that it does not outlive the deadline. The ledger takes only one of the two.
 *
 * @param transfers the legs; empty while the time of the reserves is not known yet
 */
public record MoveLegs(TransferPlan plan, PaymentAttempt attempt, List<Transfer> transfers) implements PaymentStage {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Returns the first stage of an attempt. */
    public static PaymentStage create(TransferPlan plan, PaymentAttempt attempt) {
        return new MoveLegs(plan, attempt, List.of());
    }

    @Override
    public PaymentStage ready(long now) {
        long left = attempt.deadline() - now;
        boolean isLate = attempt.payment().isTwoPhase() ? left < SECOND : left <= 0;
        return isLate
                ? invalidateId(refused(PaymentRefusal.DEADLINE, "too late to begin"))
                : new MoveLegs(plan, attempt, plan.moves(attempt.payment(), attempt.number(), (int) (left / SECOND)));
    }

    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.Create<>(number, transfers);
    }

    @Override
    public long repeatUntil() {
        return attempt.deadline();
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        ChainResults chain = new ChainResults(results);
        if (chain.areAllCreated()) {
            return settle(recorded(results), at);
        }
        if (chain.isFirstInLedger()) {
            return lookUp();
        }
        PaymentEnd failed = new PaymentEnd(attempt.refused(chain.reason(), chain.detail()), attempt.payment());
        PaymentStage end = chain.reason() == PaymentRefusal.LOST
                ? new FindLastAttempt(plan, new Disposition.PreferLaterPayment(plan, failed))
                : failed;
        return chain.isFirstIdInvalid() ? end : invalidateId(end);
    }

    // If the time of the reserves was over before this answer came, another run may have posted or voided them.
    private PaymentStage settle(AttemptRecord recorded, AnswerTime at) {
        Disposition settle = new Disposition.Settle(plan, attempt);
        return recorded.isExpiredAt(at.ledgerTime())
                ? new LookUpSettlement(plan, recorded, settle)
                : settle.decide(recorded, at);
    }

    @Override
    public PaymentStage refused(PaymentId id, String why) {
        return invalidateId(refused(PaymentRefusal.LEDGER, why));
    }

    private AttemptRecord recorded(List<CreateTransferResult> results) {
        List<Transfer> moves = new ArrayList<>(transfers.size());
        for (Transfer sent : transfers) {
            long timestamp = results.get(moves.size()).timestamp();
            moves.add(sent.toBuilder().timestamp(timestamp).build());
        }
        return new AttemptRecord(attempt.payment(), attempt.number(), moves, List.of(), false);
    }

    private PaymentStage refused(PaymentRefusal reason, String detail) {
        return new PaymentEnd(attempt.refused(reason, detail), attempt.payment());
    }

    private PaymentStage invalidateId(PaymentStage end) {
        UInt128 first = plan.id().transferId(attempt.number(), PaymentPhase.MOVE, 0);
        return new InvalidateId(plan, first, attempt.payment().legs().get(0).ledger(), end, lookUp());
    }

    private PaymentStage lookUp() {
        return new LookUpMoves(plan, attempt.number(), new Disposition.Settle(plan, attempt));
    }
}
