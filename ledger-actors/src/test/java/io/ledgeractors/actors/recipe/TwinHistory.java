package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Plays the same history on two accounts. One account has the flag, and transfers to or from the other go through the
 * recipe. A bound on a balance equals {@code credits_must_not_exceed_debits} on an account that was debited by the
 * bound before.
 */
final class TwinHistory extends History {
    private record Pair(Transfer flagged, Transfer free) {}

    private static final int BOUND_MAX = 40;

    private final UInt128 flagged;
    private final UInt128 free;
    private final long bound;
    private final List<Pair> pendings = new ArrayList<>();

    TwinHistory(RecipeLedger ledger, Rule rule, Random random, Counts counts, String seed) {
        super(ledger, rule, random, counts, seed);
        flagged = rule.guardsDebits() ? ledger.noDebit() : ledger.noCredit();
        free = ledger.account(0);
        bound = rule == Rule.BOUND ? random.nextInt(BOUND_MAX) : 0;
        ledger.accepts(ledger.posted(flagged, bank, bound));
    }

    @Override
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> unguarded(false);
            case 2 -> unguarded(true);
            case 3, 4, 5 -> guarded(false);
            case 6, 7 -> guarded(true);
            case 8, 9 -> settle();
            case 10 -> besides();
            default -> ledger.pass(random.nextInt(3));
        }
        Account one = ledger.read(flagged);
        Account two = ledger.read(free);
        boolean alike = two.debitsPending().equals(one.debitsPending())
                && two.creditsPending().equals(one.creditsPending())
                && balance(two) == balance(one) + bound;
        check(alike, "the accounts have different balances");
    }

    private static long balance(Account account) {
        return account.creditsPosted().low() - account.debitsPosted().low();
    }

    private void unguarded(boolean pending) {
        long amount = amount();
        int timeout = timeout();
        Pair pair = pair(false, pending, amount, timeout);
        check(ledger.accepts(pair.flagged) && ledger.accepts(pair.free), "a transfer that no rule forbids is refused");
        keep(pair, pending);
    }

    private void guarded(boolean pending) {
        long amount = amount();
        if (!isPossible(amount)) {
            return;
        }
        Pair pair = pair(true, pending, amount, timeout());
        List<Transfer> byFlag = List.of(pair.flagged);
        List<Transfer> byRecipe = recipe(pair.free, bound);
        if (random.nextInt(4) == 0) {
            boolean failing = random.nextBoolean();
            byFlag = withNeighbours(byFlag, failing);
            byRecipe = withNeighbours(byRecipe, failing);
        }
        boolean flagAccepts = ledger.accepts(byFlag);
        boolean recipeAccepts = ledger.accepts(byRecipe);
        check(flagAccepts || !recipeAccepts, "the recipe accepts what the flag refuses");
        if (recipeAccepts) {
            counts.accepted++;
            keep(pair, pending);
        } else if (flagAccepts) {
            counts.refusedMore++;
            Transfer alone = pair.free.toBuilder().id(ledger.id()).build();
            check(ledger.accepts(alone), "a transfer that no rule forbids is refused");
            keep(new Pair(pair.flagged, alone), pending);
        } else {
            counts.refused++;
        }
    }

    /** Sends other users' transfers on the guarded side. The free account gets those that its twin takes. */
    private void besides() {
        Pair pair = pair(true, false, amount(), 0);
        if (rule != Rule.BOUND && random.nextBoolean()) {
            int balancing = rule.guardsDebits() ? TransferFlags.BALANCING_DEBIT : TransferFlags.BALANCING_CREDIT;
            pair = new Pair(
                    pair.flagged.toBuilder().flags(balancing).build(),
                    pair.free.toBuilder().flags(balancing).build());
        }
        if (ledger.accepts(pair.flagged)) {
            check(ledger.accepts(pair.free), "a transfer that no rule forbids is refused");
        }
    }

    private void settle() {
        if (pendings.isEmpty()) {
            return;
        }
        Pair pair = pendings.get(random.nextInt(pendings.size()));
        int how = random.nextInt(3);
        long part = amount();
        boolean settled = ledger.accepts(settlement(pair.flagged, how, part));
        check(settled == ledger.accepts(settlement(pair.free, how, part)), "only one of the accounts settles");
    }

    private Pair pair(boolean guarded, boolean pending, long amount, int timeout) {
        return new Pair(
                transfer(flagged, guarded, pending, amount, timeout),
                transfer(free, guarded, pending, amount, timeout));
    }

    private void keep(Pair pair, boolean pending) {
        if (pending) {
            pendings.add(pair);
        }
    }
}
