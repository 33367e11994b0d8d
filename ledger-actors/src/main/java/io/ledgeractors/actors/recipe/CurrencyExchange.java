package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * Exchange between two currencies, which are two ledgers: the sold amount goes to a liquidity account of its ledger, the
 * bought amount comes from one of the other. A spread is a smaller bought amount, or a fee.
 *
 * @param liquidityFrom the exchange's account where sold money goes
 * @param ledgerFrom of the sold currency
 * @param liquidityTo the exchange's account where bought money comes from
 * @param ledgerTo of the bought currency
 * @param code of the transfers
 */
public record CurrencyExchange(UInt128 liquidityFrom, int ledgerFrom, UInt128 liquidityTo, int ledgerTo, int code) {

    /** Sells and buys, both or neither; amounts in the smallest unit of their ledgers. */
    public List<Transfer> transfers(
            Supplier<UInt128> ids, UInt128 seller, UInt128 sold, UInt128 buyer, UInt128 bought) {
        return Chain.of(sale(ids, seller, sold), purchase(ids, buyer, bought));
    }

    /** The same with a fee in the sold currency that goes to the account {@code feeTo}. */
    public List<Transfer> transfers(
            Supplier<UInt128> ids,
            UInt128 seller,
            UInt128 sold,
            UInt128 buyer,
            UInt128 bought,
            UInt128 feeTo,
            UInt128 fee) {
        Transfer sale = sale(ids, seller, sold);
        Transfer paid = Chain.like(sale, ids.get(), seller, feeTo).amount(fee).build();
        return Chain.of(sale, paid, purchase(ids, buyer, bought));
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
