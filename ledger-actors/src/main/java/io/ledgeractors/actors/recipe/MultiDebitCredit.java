package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes chains in which several accounts pay several others. With one payer or one payee, link plain transfers by
 * {@link Transfer#chain(List)} instead. With several of both, the money goes through a control account, whose balance
 * is the same before and after.
 */
public final class MultiDebitCredit {
    private MultiDebitCredit() {}

    /**
     * Returns a chain that collects all debits in the control account and pays all credits from it. Debits come
     * before credits, each in ascending order of account ids. So the same ids in the same order make the same chain
     * again.
     *
     * @param like gives ledger, code and user data of all transfers; its other fields are ignored
     * @param debits how much each account pays
     * @param control an account of the same ledger without other transfers. With
     *     {@code DEBITS_MUST_NOT_EXCEED_CREDITS} the ledger itself checks that no more goes out than came in
     * @param credits how much each account gets, together as much as the debits
     * @throws IllegalArgumentException if the sums differ or reach 2^128, if there are no transfers, or if the
     *     control account is one of the others
     */
    public static List<Transfer> transfers(
            Transfer like,
            Supplier<UInt128> ids,
            Map<UInt128, UInt128> debits,
            UInt128 control,
            Map<UInt128, UInt128> credits) {
        UInt128 paid = sum("debits", debits);
        UInt128 got = sum("credits", credits);
        if (!paid.equals(got)) {
            throw new IllegalArgumentException(
                    "the debits are " + paid + " together and the credits " + got + "; make the sums equal");
        }
        if (debits.containsKey(control) || credits.containsKey(control)) {
            throw new IllegalArgumentException("account " + control + " pays or is paid, so it cannot be the control"
                    + " account; use one without other transfers");
        }
        List<Transfer> transfers = new ArrayList<>();
        new TreeMap<>(debits)
                .forEach((account, amount) -> transfers.add(RecipeTransfers.like(like, ids.get(), account, control)
                        .amount(amount)
                        .build()));
        new TreeMap<>(credits)
                .forEach((account, amount) -> transfers.add(RecipeTransfers.like(like, ids.get(), control, account)
                        .amount(amount)
                        .build()));
        return Transfer.chain(transfers);
    }

    private static UInt128 sum(String side, Map<UInt128, UInt128> amounts) {
        try {
            return amounts.values().stream().reduce(UInt128.ZERO, UInt128::plus);
        } catch (ArithmeticException tooMuch) {
            throw new IllegalArgumentException("the " + side + " are 2^128 or more together; split them", tooMuch);
        }
    }
}
