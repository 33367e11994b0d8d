package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Several accounts pay several others, all or none. With one payer or one payee a chain of plain transfers does it; with
 * many of both the money goes through a control account, which is empty before and after.
 */
public final class MultiDebitCredit {
    private MultiDebitCredit() {}

    /**
     * From many accounts to many.
     *
     * @param like ledger, code and user data of all transfers
     * @param debits who pays how much
     * @param control an account of the same ledger for nothing else, best with {@code DEBITS_MUST_NOT_EXCEED_CREDITS}
     * @param credits who gets how much, together as much as the debits
     * @throws IllegalArgumentException if the sums differ
     */
    public static List<Transfer> transfers(
            Transfer like,
            Supplier<UInt128> ids,
            Map<UInt128, UInt128> debits,
            UInt128 control,
            Map<UInt128, UInt128> credits) {
        UInt128 paid = debits.values().stream().reduce(UInt128.ZERO, UInt128::plus);
        UInt128 got = credits.values().stream().reduce(UInt128.ZERO, UInt128::plus);
        if (!paid.equals(got)) {
            throw new IllegalArgumentException("debits of " + paid + " are not credits of " + got);
        }
        List<Transfer> transfers = new ArrayList<>();
        debits.forEach((account, amount) -> transfers.add(
                Chain.like(like, ids.get(), account, control).amount(amount).build()));
        credits.forEach((account, amount) -> transfers.add(
                Chain.like(like, ids.get(), control, account).amount(amount).build()));
        return Chain.of(transfers);
    }
}
