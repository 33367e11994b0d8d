package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Empties an account and closes it. The closing is a pending transfer; voiding it reopens the account. What is pending on
 * the account stays so: end it first.
 */
public final class ClosingAccounts {
    private ClosingAccounts() {}

    /**
     * Closes an account whose credits exceed its debits, such as a customer's at a bank.
     *
     * @param like ledger, code and user data of both transfers
     * @param account to close
     * @param control gets what was left
     * @return two linked transfers; the id of the second is what {@link #reopening} wants
     */
    public static List<Transfer> ofCreditBalance(
            Transfer like, Supplier<UInt128> ids, UInt128 account, UInt128 control) {
        return closing(like, ids, account, control, TransferFlags.BALANCING_DEBIT, TransferFlags.CLOSING_DEBIT);
    }

    /** Closes an account whose debits exceed its credits, such as a loan; {@code control} pays what was left. */
    public static List<Transfer> ofDebitBalance(
            Transfer like, Supplier<UInt128> ids, UInt128 account, UInt128 control) {
        return closing(like, ids, control, account, TransferFlags.BALANCING_CREDIT, TransferFlags.CLOSING_CREDIT);
    }

    /** Reopens. */
    public static Transfer reopening(UInt128 id, UInt128 closingId) {
        return Chain.voiding(id, closingId);
    }

    private static List<Transfer> closing(
            Transfer like, Supplier<UInt128> ids, UInt128 debit, UInt128 credit, int balancing, int closing) {
        return Chain.of(
                Chain.like(like, ids.get(), debit, credit)
                        .amount(UInt128.MAX)
                        .flags(balancing)
                        .build(),
                Chain.like(like, ids.get(), debit, credit)
                        .amount(UInt128.ZERO)
                        .flags(closing | TransferFlags.PENDING)
                        .build());
    }
}
