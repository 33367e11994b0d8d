package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts and transfers that a book of orders becomes in a ledger. Immutable; the same book always becomes
 * the same accounts and transfers.
 */
public final class OrderLedger {
    /** The ledger of all of it: the number of the Czech koruna in ISO 4217. */
    public static final int LEDGER = 203;

    /** Code of the transfers that fund the payers; those of the orders are 1 to 9 and above 100. */
    public static final int CODE_MONTHLY_FUNDING = 50;

    /** Code of the two-phase payments. */
    public static final int CODE_SETTLEMENT = 51;

    private static final int CODE_PAYER = 1;
    private static final int CODE_PAYEE = 2;
    private static final int CODE_FUNDING = 3;
    private static final int CODE_SETTLEMENT_ACCOUNT = 4;

    private final OrderBook book;
    private final Map<Long, UInt128> needOfPayer = new LinkedHashMap<>();

    /** What becomes of this book. */
    public OrderLedger(OrderBook book) {
        this.book = book;
        for (StandingOrder order : book.orders()) {
            needOfPayer.merge(order.payer(), UInt128.of(order.amount()), UInt128::plus);
        }
    }

    /**
     * The account that funds all payers. It carries the fingerprint of the book in {@code user_data_128}, so
     * that the ledger refuses to open it for another book.
     */
    public Account fundingAccount() {
        return account(Ids.funding(), CODE_FUNDING)
                .userData128(book.fingerprint())
                .build();
    }

    /** All accounts but the one that funds. Payers may not go below zero. */
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (long payer : book.payers()) {
            accounts.add(account(Ids.payer(payer), CODE_PAYER)
                    .userData64(payer)
                    .flags(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)
                    .build());
        }
        for (Payee payee : book.payees()) {
            accounts.add(account(Ids.payee(payee), CODE_PAYEE).build());
        }
        for (String bank : book.banks()) {
            accounts.add(account(Ids.settlement(bank), CODE_SETTLEMENT_ACCOUNT).build());
        }
        return accounts;
    }

    /** The transfers that give each payer what its orders need in this month, from 1. */
    public List<Transfer> monthlyFunding(int month) {
        List<Transfer> transfers = new ArrayList<>(needOfPayer.size());
        needOfPayer.forEach((payer, need) -> transfers.add(transfer(Ids.monthlyFunding(payer, month), month)
                .debitAccountId(Ids.funding())
                .creditAccountId(Ids.payer(payer))
                .amount(need)
                .userData64(payer)
                .code(CODE_MONTHLY_FUNDING)
                .build()));
        return transfers;
    }

    /** The transfers that pay each order in this month, from 1. */
    public List<Transfer> payments(int month) {
        List<Transfer> transfers = new ArrayList<>(book.orders().size());
        for (StandingOrder order : book.orders()) {
            transfers.add(transfer(Ids.payment(order.id(), month), month)
                    .debitAccountId(Ids.payer(order.payer()))
                    .creditAccountId(Ids.payee(order.payee()))
                    .amount(UInt128.of(order.amount()))
                    .userData64(order.id())
                    .code(order.code())
                    .build());
        }
        return transfers;
    }

    private static Account.Builder account(UInt128 id, int code) {
        return Account.builder().id(id).ledger(LEDGER).code(code);
    }

    private static Transfer.Builder transfer(UInt128 id, int month) {
        return Transfer.builder().id(id).ledger(LEDGER).userData32(month);
    }
}
