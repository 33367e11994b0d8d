package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes chains that hold one transfer to the rule of a balance flag, although other transfers may break that rule on
 * the same account.
 *
 * <p>The ledger executes the chain if an account with the flag would take the transfer, and refuses it otherwise. The
 * rule counts what the flag counts. {@code debits_must_not_exceed_credits} compares posted and pending debits with
 * posted credits; {@code credits_must_not_exceed_debits} compares posted and pending credits with posted debits. The
 * transfer may be pending. As with the flag, later posts, voids and expiries are not checked again.
 *
 * <p>The chain moves the amount to a control account and back before the transfer. The first of these two transfers
 * is a balancing one, so the ledger cuts it to what the rule leaves free. If it was cut, the control account's own
 * flag refuses the second. Both sums of posted amounts grow by the amount in the account and in the control account.
 * A chain is also refused, with a status {@code overflows_*}, if such a sum would reach 2^128.
 *
 * <p>The control account is on the ledger of the transfer and has no other transfers. Any number of chains can share
 * it. The rule is not kept if its flag is missing, or if other transfers give it a balance.
 */
public final class BalanceInvariant {
    private static final int BALANCING = TransferFlags.BALANCING_DEBIT | TransferFlags.BALANCING_CREDIT;
    /**
     * The position of the transfer that fails if the rule is broken. It fails with a transient status, which
     * invalidates its id. So a late copy of the chain cannot be executed after the refusal was reported. A void of a
     * cut reserve would need no control account with a flag, but its refusal invalidates no id.
     */
    private static final int RETURN = 1;

    private BalanceInvariant() {}

    /**
     * Returns a chain that is refused if the transfer would leave the credit account with more credits, posted and
     * pending, than posted debits.
     *
     * @param transfer posted or pending, of at least 1; the third and last transfer of the chain
     * @param ids gives the ids of the other two transfers
     * @param control an account with {@code CREDITS_MUST_NOT_EXCEED_DEBITS}
     * @throws IllegalArgumentException if the transfer has the amount 0, is a balancing or imported one, posts or
     *     voids, or has the control account on one side
     */
    public static List<Transfer> creditsMustNotExceedDebits(Transfer transfer, Supplier<UInt128> ids, UInt128 control) {
        check(transfer, control);
        UInt128 account = transfer.creditAccountId();
        return RecipeTransfers.chain(
                RecipeTransfers.like(transfer, ids.get(), control, account)
                        .flags(TransferFlags.BALANCING_CREDIT)
                        .build(),
                RecipeTransfers.like(transfer, ids.get(), account, control).build(),
                transfer);
    }

    /**
     * Returns a chain that is refused if the transfer would leave the debit account with more debits, posted and
     * pending, than posted credits.
     *
     * @param transfer posted or pending, of at least 1; the third and last transfer of the chain
     * @param ids gives the ids of the other two transfers
     * @param control an account with {@code DEBITS_MUST_NOT_EXCEED_CREDITS}
     * @throws IllegalArgumentException if the transfer has the amount 0, is a balancing or imported one, posts or
     *     voids, or has the control account on one side
     */
    public static List<Transfer> debitsMustNotExceedCredits(Transfer transfer, Supplier<UInt128> ids, UInt128 control) {
        check(transfer, control);
        UInt128 account = transfer.debitAccountId();
        return RecipeTransfers.chain(
                RecipeTransfers.like(transfer, ids.get(), account, control)
                        .flags(TransferFlags.BALANCING_DEBIT)
                        .build(),
                RecipeTransfers.like(transfer, ids.get(), control, account).build(),
                transfer);
    }

    /**
     * Returns true if the chain was refused because of the rule. The second transfer then answers
     * {@code exceeds_credits} or {@code exceeds_debits}. A chain that is sent again after such a refusal answers
     * {@code id_already_failed} there; the ledger no longer tells the reason, so this method returns false.
     *
     * @param results of the three transfers, in their order
     * @throws IllegalArgumentException if there are fewer than two results
     */
    public static boolean isViolated(List<CreateTransferResult> results) {
        return Checks.exceeded(results, RETURN);
    }

    private static void check(Transfer transfer, UInt128 control) {
        Checks.requireNew(transfer);
        Checks.requireApart(transfer, "control", control);
        if (transfer.amount().isZero()) {
            throw new IllegalArgumentException("transfer " + transfer.id() + " has the amount 0, for which no chain can"
                    + " check the rule; send it without the recipe");
        }
        if ((transfer.flags() & BALANCING) != 0) {
            throw new IllegalArgumentException("transfer " + transfer.id() + " is a balancing one, so its amount is not"
                    + " known before the ledger cuts it; give it a fixed amount, or send it without the recipe");
        }
    }
}
