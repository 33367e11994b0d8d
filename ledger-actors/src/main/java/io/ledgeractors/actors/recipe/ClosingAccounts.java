package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes chains that move the balance of an account away and close it. The closing transfer is pending, and voiding it
 * reopens the account.
 *
 * <p>Post or void the pending transfers of the account first. The ledger refuses to post them while the account is
 * closed. Reserved money is not moved away, and it stays in the closed account when its reserve is voided or expires.
 * Announced money that was not posted before can be posted only after the account was reopened.
 */
public final class ClosingAccounts {
    private ClosingAccounts() {}

    /**
     * Returns a chain that closes an account whose credits exceed its debits, such as a customer's account at a bank.
     * The first of its two transfers moves the posted credits, less posted and pending debits, to the control
     * account. An account whose debits are greater is closed as it is.
     *
     * @param like gives ledger, code and user data of both transfers; its other fields are ignored
     * @param ids gives the ids of both transfers; keep the second one for {@link #reopening}
     * @param account to close
     * @param control another account of the same ledger, which gets the balance
     */
    public static List<Transfer> ofCreditBalance(
            Transfer like, Supplier<UInt128> ids, UInt128 account, UInt128 control) {
        return closing(like, ids, account, control, TransferFlags.BALANCING_DEBIT, TransferFlags.CLOSING_DEBIT);
    }

    /**
     * Returns a chain that closes an account whose debits exceed its credits, such as a loan. The first of its two
     * transfers moves the posted debits, less posted and pending credits, to the control account. An account whose
     * credits are greater is closed as it is.
     *
     * @param like gives ledger, code and user data of both transfers; its other fields are ignored
     * @param ids gives the ids of both transfers; keep the second one for {@link #reopening}
     * @param account to close
     * @param control another account of the same ledger, which pays the balance
     */
    public static List<Transfer> ofDebitBalance(
            Transfer like, Supplier<UInt128> ids, UInt128 account, UInt128 control) {
        return closing(like, ids, control, account, TransferFlags.BALANCING_CREDIT, TransferFlags.CLOSING_CREDIT);
    }

    /**
     * Returns a transfer that reopens a closed account. It does not move the balance back.
     *
     * @param id of the new transfer
     * @param closingId of the second transfer of the chain that has closed the account
     */
    public static Transfer reopening(UInt128 id, UInt128 closingId) {
        return Transfer.voidOf(id, closingId);
    }

    private static List<Transfer> closing(
            Transfer like, Supplier<UInt128> ids, UInt128 debit, UInt128 credit, int balancing, int closing) {
        return RecipeTransfers.chain(
                RecipeTransfers.like(like, ids.get(), debit, credit)
                        .amount(UInt128.MAX)
                        .flags(balancing)
                        .build(),
                RecipeTransfers.like(like, ids.get(), debit, credit)
                        .amount(UInt128.ZERO)
                        .flags(closing | TransferFlags.PENDING)
                        .build());
    }
}
