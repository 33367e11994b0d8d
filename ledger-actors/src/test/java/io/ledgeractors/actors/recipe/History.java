package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random history of accounts. Amounts are small, so that sums often meet the limits exactly. */
abstract class History {
    private static final int AMOUNT_MAX = 12;
    private static final int TIMEOUT_MAX = 4;

    final RecipeLedger ledger;
    final Rule rule;
    final Random random;
    final Counts counts;
    final String seed;
    final UInt128 bank;
    final UInt128 control;
    final BalanceBounds bounds;
    private final UInt128 other;
    private final UInt128 empty;

    History(RecipeLedger ledger, Rule rule, Random random, Counts counts, String seed) {
        this.ledger = ledger;
        this.rule = rule;
        this.random = random;
        this.counts = counts;
        this.seed = seed;
        bank = ledger.account(0);
        other = ledger.account(0);
        empty = ledger.noDebit();
        control = rule.guardsDebits() ? ledger.noDebit() : ledger.noCredit();
        bounds = new BalanceBounds(control, ledger.account(0));
    }

    final void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    abstract void step();

    final void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(seed + ": " + otherwise);
        }
    }

    final long amount() {
        return random.nextInt(AMOUNT_MAX + 1);
    }

    final int timeout() {
        return random.nextInt(TIMEOUT_MAX + 1);
    }

    /** Returns a transfer that adds to the side of the account that the rule guards, or to its other side. */
    final Transfer transfer(UInt128 account, boolean guarded, boolean pending, long amount, int timeout) {
        boolean debits = guarded == rule.guardsDebits();
        UInt128 from = debits ? account : bank;
        UInt128 to = debits ? bank : account;
        return pending ? ledger.pending(from, to, amount, timeout) : ledger.posted(from, to, amount);
    }

    /** Returns the chain of the recipe that guards the transfer. */
    final List<Transfer> recipe(Transfer transfer, long bound) {
        return switch (rule) {
            case DEBITS -> BalanceInvariant.debitsMustNotExceedCredits(transfer, ledger::id, control);
            case CREDITS -> BalanceInvariant.creditsMustNotExceedDebits(transfer, ledger::id, control);
            case BOUND -> bounds.transfers(transfer, ledger::id, UInt128.of(bound));
        };
    }

    /** Returns true if the recipe has a chain for this amount. */
    final boolean isPossible(long amount) {
        return rule == Rule.BOUND || amount > 0;
    }

    /** Returns the same transfers between two others. The second of these may fail. */
    final List<Transfer> withNeighbours(List<Transfer> transfers, boolean failing) {
        List<Transfer> chain = new ArrayList<>();
        chain.add(ledger.posted(bank, other, 1));
        chain.addAll(transfers);
        chain.add(ledger.posted(failing ? empty : other, bank, 1));
        return Transfer.chain(chain);
    }

    final Transfer settlement(Transfer pending, int how, long part) {
        return switch (how) {
            case 0 -> ledger.voiding(pending);
            case 1 -> ledger.post(pending, Math.min(part, pending.amount().low()));
            default -> ledger.post(pending, pending.amount().low());
        };
    }
}
