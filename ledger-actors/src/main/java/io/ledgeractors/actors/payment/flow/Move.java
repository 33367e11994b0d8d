package io.ledgeractors.actors.payment.flow;

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
 * Reserves the legs of an attempt, or transfers them at once. A reserve that is sent once more gets the time that is
 * left, so that it does not outlive the deadline; the ledger takes only one of the two.
 *
 * @param transfers the legs; empty: not known yet how long a reserve lasts
 */
record Move(Plan plan, Job job, List<Transfer> transfers) implements Stage {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    static Stage create(Plan plan, Job job) {
        return new Move(plan, job, List.of());
    }

    @Override
    public Stage ready(long now) {
        long left = job.deadline() - now;
        boolean isLate = job.payment().isTwoPhase() ? left < SECOND : left <= 0;
        return isLate
                ? burn(refused(PaymentRefusal.DEADLINE, "too late to begin"))
                : new Move(plan, job, plan.moves(job.payment(), job.attempt(), (int) (left / SECOND)));
    }

    @Override
    public Wish wish() {
        return new Wish.Create(transfers);
    }

    @Override
    public long until() {
        return job.deadline();
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        Answers answers = new Answers(results);
        if (answers.areAllCreated()) {
            return new Aim.Settle(plan, job).decide(trail(results), when);
        }
        if (answers.isFirstThere()) {
            return inspect();
        }
        Ended ended = new Ended(job.refused(answers.reason(), answers.detail()), job.payment());
        Stage end = answers.reason() == PaymentRefusal.LOST ? new Search(plan, new Aim.Later(plan, ended)) : ended;
        return answers.isBurnt() ? end : burn(end);
    }

    @Override
    public Stage refused(PaymentId id, String why) {
        return burn(refused(PaymentRefusal.LEDGER, why));
    }

    private Trail trail(List<CreateTransferResult> results) {
        List<Transfer> moves = new ArrayList<>(transfers.size());
        for (Transfer sent : transfers) {
            long timestamp = results.get(moves.size()).timestamp();
            moves.add(sent.toBuilder().timestamp(timestamp).build());
        }
        return new Trail(job.payment(), job.attempt(), moves, List.of(), false);
    }

    private Stage refused(PaymentRefusal reason, String detail) {
        return new Ended(job.refused(reason, detail), job.payment());
    }

    private Stage burn(Stage end) {
        UInt128 first = plan.id().transferId(job.attempt(), PaymentPhase.MOVE, 0);
        return new Burn(plan, first, end, inspect());
    }

    private Stage inspect() {
        return new Inspect(plan, job.attempt(), new Aim.Settle(plan, job));
    }
}
