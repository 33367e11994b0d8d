package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes chains for transfers to an account whose credit balance must not exceed a bound.
 *
 * <p>The balance counts posted and pending credits, less posted debits. Announced money counts as if it were there, and
 * reserved money counts as if it stayed. So a balance within the bound stays within it, whatever is posted, voided or
 * expires later.
 *
 * <p>The chain executes the transfer, then lends the account a debit of the bound and 1. After that the rule of
 * {@code credits_must_not_exceed_debits} leaves at least 1 free exactly if the balance is within the bound. Two
 * transfers of 1 between a control account and the account check this as in {@link BalanceInvariant}. The last
 * transfer returns the loan. The sums of posted amounts grow on both sides by the bound and 2. A chain is also
 * refused, with a status {@code overflows_*}, if such a sum would reach 2^128.
 *
 * <p>The account must not have a balance flag of its own. With {@code DEBITS_MUST_NOT_EXCEED_CREDITS} the ledger
 * refuses every chain, mostly with {@code exceeds_credits} at the second transfer. That flag treats a reserve like a
 * payment, so no chain could tell them apart. To bound the balance by 0 from below, send transfers from the account
 * through {@link BalanceInvariant#debitsMustNotExceedCredits}.
 *
 * @param control an account with {@code CREDITS_MUST_NOT_EXCEED_DEBITS} and without other transfers; the bound is not
 *     kept if its flag is missing, or if other transfers give it a balance
 * @param operator lends the bound; an account without balance flags
 */
public record BalanceBounds(UInt128 control, UInt128 operator) {
    private static final UInt128 ONE = UInt128.of(1);
    private static final int CHECK = 3;

    /**
     * Checks the accounts.
     *
     * @throws IllegalArgumentException if both are the same
     */
    public BalanceBounds {
        if (control.equals(operator)) {
            throw new IllegalArgumentException(
                    "account " + control + " cannot be both the control and the operator account");
        }
    }

    /**
     * Returns a chain that is refused if the credit account would have more than the bound after the transfer.
     *
     * @param transfer posted or pending, with any amount; the first of the five transfers of the chain
     * @param ids gives the ids of the other four transfers
     * @param atMost the bound, below 2^128 - 1; all three accounts are on the ledger of the transfer
     * @throws IllegalArgumentException if the bound is 2^128 - 1, or if the transfer is imported, posts or voids, or
     *     has the control or the operator account on one side
     */
    public List<Transfer> transfers(Transfer transfer, Supplier<UInt128> ids, UInt128 atMost) {
        Checks.requireNew(transfer);
        Checks.requireApart(transfer, "control", control);
        Checks.requireApart(transfer, "operator", operator);
        if (atMost.isMax()) {
            throw new IllegalArgumentException("2^128 - 1 is no bound; send transfer " + transfer.id()
                    + " without the recipe, or give a smaller one");
        }
        UInt128 account = transfer.creditAccountId();
        UInt128 loan = atMost.plus(ONE);
        return RecipeTransfers.chain(
                transfer,
                RecipeTransfers.like(transfer, ids.get(), account, operator)
                        .amount(loan)
                        .build(),
                RecipeTransfers.like(transfer, ids.get(), control, account)
                        .amount(ONE)
                        .flags(TransferFlags.BALANCING_CREDIT)
                        .build(),
                RecipeTransfers.like(transfer, ids.get(), account, control)
                        .amount(ONE)
                        .build(),
                RecipeTransfers.like(transfer, ids.get(), operator, account)
                        .amount(loan)
                        .build());
    }

    /**
     * Returns true if the chain was refused because of the bound. The fourth transfer then answers
     * {@code exceeds_debits}. A chain that is sent again after such a refusal answers {@code id_already_failed}
     * there; the ledger no longer tells the reason, so this method returns false.
     *
     * @param results of the five transfers, in their order
     * @throws IllegalArgumentException if there are fewer than four results
     */
    public static boolean isViolated(List<CreateTransferResult> results) {
        return Checks.exceeded(results, CHECK);
    }
}
