package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * A transfer that is executed only if the account that pays has at least so much. The amount goes to a control account
 * and back, then the transfer follows; if the account has less, the ledger answers {@code exceeds_credits} to the first.
 */
public final class BalanceConditional {
    private BalanceConditional() {}

    /**
     * The transfer and its condition.
     *
     * @param transfer its debit account has {@code DEBITS_MUST_NOT_EXCEED_CREDITS}
     * @param atLeast what the account must have before the transfer
     * @param control an account of the same ledger for nothing else
     */
    public static List<Transfer> transfers(Transfer transfer, Supplier<UInt128> ids, UInt128 atLeast, UInt128 control) {
        UInt128 source = transfer.debitAccountId();
        return Chain.of(
                Chain.like(transfer, ids.get(), source, control).amount(atLeast).build(),
                Chain.like(transfer, ids.get(), control, source).amount(atLeast).build(),
                transfer);
    }
}
