package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A history in which other users' transfers may break the rule, so that no flag can stand beside the recipe. */
final class FreeHistory extends History {
    private static final int BOUND_MAX = 40;

    private final UInt128 account;
    private final List<Transfer> pendings = new ArrayList<>();

    FreeHistory(RecipeLedger ledger, Rule rule, Random random, Counts counts, String seed) {
        super(ledger, rule, random, counts, seed);
        account = ledger.account(0);
    }

    @Override
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> free();
            case 3, 4, 5, 6, 7 -> guarded();
            case 8, 9 -> settle();
            default -> ledger.pass(random.nextInt(3));
        }
    }

    private void free() {
        Transfer transfer = transfer(account, random.nextInt(3) == 0, random.nextBoolean(), amount(), timeout());
        check(ledger.accepts(transfer), "a transfer that no rule forbids is refused");
        pendings.add(transfer);
    }

    private void guarded() {
        long amount = amount();
        if (!isPossible(amount)) {
            return;
        }
        long bound = random.nextInt(BOUND_MAX);
        Transfer transfer = transfer(account, true, random.nextBoolean(), amount, timeout());
        boolean allowed = isAllowed(ledger.read(account), amount, bound);
        boolean accepted = ledger.accepts(recipe(transfer, bound));
        check(allowed || !accepted, "the recipe accepts what its rule forbids");
        if (accepted) {
            counts.accepted++;
            pendings.add(transfer);
        } else if (allowed) {
            counts.refusedMore++;
        } else {
            counts.refused++;
        }
    }

    private boolean isAllowed(Account before, long amount, long bound) {
        long debits = before.debitsPosted().low();
        long credits = before.creditsPosted().low();
        return switch (rule) {
            case DEBITS -> debits + before.debitsPending().low() + amount <= credits;
            case CREDITS -> credits + before.creditsPending().low() + amount <= debits;
            case BOUND -> credits + before.creditsPending().low() + amount - debits <= bound;
        };
    }

    /** Settles any transfer; the ledger refuses those that were never pending. */
    private void settle() {
        if (!pendings.isEmpty()) {
            Transfer pending = pendings.get(random.nextInt(pendings.size()));
            ledger.accepts(settlement(pending, random.nextInt(3), amount()));
        }
    }
}
