package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes chains that execute a transfer only if the account that pays has at least a given amount.
 *
 * <p>The account has its posted credits, less its posted and pending debits. Reserved money counts as gone, announced
 * money does not count yet. The chain reserves the amount and voids that reserve before the transfer. Only the transfer
 * itself changes the sums of posted amounts.
 */
public final class BalanceConditional {
    private static final int CONDITION = 0;

    private BalanceConditional() {}

    /**
     * Returns a chain that is refused if the debit account has less before the transfer.
     *
     * @param transfer posted or pending; its debit account must have {@code DEBITS_MUST_NOT_EXCEED_CREDITS}, because
     *     without this flag the condition is always met. The third and last transfer of the chain
     * @param ids gives the ids of the other two transfers
     * @param atLeast what the debit account must have before the transfer
     * @param control another account of the same ledger, without balance flags; its balance does not change
     * @throws IllegalArgumentException if the transfer is imported, posts or voids, or has the control account on its
     *     debit side
     */
    public static List<Transfer> transfers(Transfer transfer, Supplier<UInt128> ids, UInt128 atLeast, UInt128 control) {
        Checks.requireNew(transfer);
        UInt128 source = transfer.debitAccountId();
        if (control.equals(source)) {
            throw new IllegalArgumentException(
                    "account " + control + " pays transfer " + transfer.id() + ", so it cannot be the control account");
        }
        Transfer reserve = RecipeTransfers.like(transfer, ids.get(), source, control)
                .amount(atLeast)
                .flags(TransferFlags.PENDING)
                .build();
        return RecipeTransfers.chain(reserve, Transfer.voidOf(ids.get(), reserve.id()), transfer);
    }

    /**
     * Returns true if the chain was refused because the condition was not met. The first transfer then answers
     * {@code exceeds_credits}. If the condition was met and the account has not enough for the transfer itself, the
     * third does. A chain that is sent again after a refusal answers {@code id_already_failed}; the ledger no longer
     * tells the reason, so this method returns false.
     *
     * @param results of the three transfers, in their order
     * @throws IllegalArgumentException if there are no results
     */
    public static boolean isViolated(List<CreateTransferResult> results) {
        return Checks.exceeded(results, CONDITION);
    }
}
