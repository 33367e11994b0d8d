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
 * Converts a book of orders to accounts and transfers. The same book always gives the same accounts and transfers.
 * Immutable.
 */
public final class OrderLedger {
    /** The ledger of all accounts: the number of the Czech koruna in ISO 4217. */
    public static final int LEDGER = 203;

    /** The code of transfers that fund payers. Orders have codes 1 to 9 and above 100. */
    public static final int CODE_MONTHLY_FUNDING = 50;

    /** The code of two-phase payments. */
    public static final int CODE_SETTLEMENT = 51;

    private static final int CODE_PAYER = 1;
    private static final int CODE_PAYEE = 2;
    private static final int CODE_FUNDING = 3;
    private static final int CODE_SETTLEMENT_ACCOUNT = 4;

    private final OrderBook book;
    private final Map<Long, UInt128> needOfPayer = new LinkedHashMap<>();

    /** Creates the plan of a book. */
    public OrderLedger(OrderBook book) {
        this.book = book;
        for (StandingOrder order : book.orders()) {
            needOfPayer.merge(order.payer(), UInt128.of(order.amount()), UInt128::plus);
        }
    }

    /**
     * Returns the account that funds all payers. Its {@code user_data_128} is the fingerprint of the book, so that the
     * ledger refuses to create it for another book.
     */
    public Account fundingAccount() {
        return account(Ids.funding(), CODE_FUNDING)
                .userData128(book.fingerprint())
                .build();
    }

    /** Returns all other accounts. The debits of payers must not exceed their credits. */
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

    /** Returns the transfers that give each payer what its orders need in this month, from 1. */
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

    /** Returns the transfers that pay each order in this month, from 1. */
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
