package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes chains that exchange two currencies. Each currency is a ledger of its own. The sold amount goes to the
 * exchange's liquidity account on one ledger, and the bought amount comes from its liquidity account on the other. A
 * spread is a smaller bought amount, or a fee.
 *
 * @param liquidityFrom the exchange's account that gets the sold amount
 * @param ledgerFrom the ledger of the sold currency
 * @param liquidityTo the exchange's account that pays the bought amount. With {@code DEBITS_MUST_NOT_EXCEED_CREDITS}
 *     the ledger refuses a chain for which it has too little, reserved amounts not counted
 * @param ledgerTo the ledger of the bought currency
 * @param code of all transfers
 */
public record CurrencyExchange(UInt128 liquidityFrom, int ledgerFrom, UInt128 liquidityTo, int ledgerTo, int code) {

    /**
     * Returns a chain that sells and buys.
     *
     * @param ids gives the ids of both transfers
     * @param seller pays on the ledger of the sold currency
     * @param sold in the smallest unit of the sold currency
     * @param buyer gets on the ledger of the bought currency
     * @param bought in the smallest unit of the bought currency
     */
    public List<Transfer> transfers(
            Supplier<UInt128> ids, UInt128 seller, UInt128 sold, UInt128 buyer, UInt128 bought) {
        return RecipeTransfers.chain(sale(ids, seller, sold), purchase(ids, buyer, bought));
    }

    /**
     * Returns a chain that sells, charges a fee and buys.
     *
     * @param ids gives the ids of the three transfers
     * @param seller pays the sold amount and the fee
     * @param sold in the smallest unit of the sold currency
     * @param buyer gets on the ledger of the bought currency
     * @param bought in the smallest unit of the bought currency
     * @param feeTo gets the fee, on the ledger of the sold currency
     * @param fee in the smallest unit of the sold currency
     */
    public List<Transfer> transfers(
            Supplier<UInt128> ids,
            UInt128 seller,
            UInt128 sold,
            UInt128 buyer,
            UInt128 bought,
            UInt128 feeTo,
            UInt128 fee) {
        Transfer sale = sale(ids, seller, sold);
        Transfer paid =
                RecipeTransfers.like(sale, ids.get(), seller, feeTo).amount(fee).build();
        return RecipeTransfers.chain(sale, paid, purchase(ids, buyer, bought));
    }

    private Transfer sale(Supplier<UInt128> ids, UInt128 seller, UInt128 sold) {
        return Transfer.builder()
                .id(ids.get())
                .debitAccountId(seller)
                .creditAccountId(liquidityFrom)
                .amount(sold)
                .ledger(ledgerFrom)
                .code(code)
                .build();
    }

    private Transfer purchase(Supplier<UInt128> ids, UInt128 buyer, UInt128 bought) {
        return Transfer.builder()
                .id(ids.get())
                .debitAccountId(liquidityTo)
                .creditAccountId(buyer)
                .amount(bought)
                .ledger(ledgerTo)
                .code(code)
                .build();
    }
}
