package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Before a later attempt: uses up the ids of all earlier ones, so that none of them can still begin. Those that are in
 * the ledger are brought to their end one by one.
 */
record Fence(Plan plan, Job job) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.Create(IntStream.range(0, job.attempt())
                .mapToObj(attempt -> plan.fuse(plan.id().transferId(attempt, PaymentPhase.MOVE, 0)))
                .toList());
    }

    @Override
    public long until() {
        return job.deadline();
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        Deque<Integer> there = new ArrayDeque<>();
        for (int attempt = 0; attempt < results.size(); attempt++) {
            CreateTransferStatus status = results.get(attempt).status();
            if (Answers.isThere(status)) {
                there.add(attempt);
            } else if (!Burn.isGone(status)) {
                return Ended.undecided(plan.id(), "the ledger answers a fuse with " + status.wireName());
            }
        }
        return next(plan, job, List.copyOf(there));
    }

    /** Looks at the first of some earlier attempts that are in the ledger, or begins the new one. */
    static Stage next(Plan plan, Job job, List<Integer> there) {
        if (there.isEmpty()) {
            return Move.create(plan, job);
        }
        List<Integer> rest = new ArrayList<>(there.subList(1, there.size()));
        return new Inspect(plan, there.get(0), new Aim.Clear(plan, job, rest));
    }
}
