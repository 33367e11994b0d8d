package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the balances in the ledger are those that the orders of the file demand. The expected balances are
 * computed independently of {@link OrderLedger}; only the ids are shared.
 */
public final class Proofs {
    private final OrderBook book;
    private final BigInteger months;
    private final Map<UInt128, Account> found;

    private Proofs(OrderBook book, int months, Map<UInt128, Account> found) {
        this.book = book;
        this.months = BigInteger.valueOf(months);
        this.found = found;
    }

    /** Returns the ids of all accounts that {@link #check} needs. */
    public static List<UInt128> accountIds(OrderBook book) {
        List<UInt128> ids = new ArrayList<>();
        ids.add(Ids.funding());
        book.banks().forEach(bank -> ids.add(Ids.settlement(bank)));
        book.payers().forEach(payer -> ids.add(Ids.payer(payer)));
        book.payees().forEach(payee -> ids.add(Ids.payee(payee)));
        return ids;
    }

    /**
     * Checks all three proofs.
     *
     * @param months number of months that are paid
     * @param found the accounts in the ledger, by id
     */
    public static List<Proof> check(OrderBook book, int months, Map<UInt128, Account> found) {
        Proofs proofs = new Proofs(book, months, found);
        return List.of(proofs.sums(), proofs.payees(), proofs.payers());
    }

    private Proof sums() {
        List<Difference> differences = new ArrayList<>();
        missing(Ids.funding(), "funding account", differences);
        for (String bank : book.banks()) {
            missing(Ids.settlement(bank), "settlement account of bank " + bank, differences);
        }
        BigInteger debits = sum(Account::debitsPosted);
        BigInteger credits = sum(Account::creditsPosted);
        BigInteger debitsPending = sum(Account::debitsPending);
        BigInteger creditsPending = sum(Account::creditsPending);
        compare("sum of all credits", debits, credits, differences);
        compare("sum of all pending debits", BigInteger.ZERO, debitsPending, differences);
        compare("sum of all pending credits", BigInteger.ZERO, creditsPending, differences);
        return new Proof("sum of debits = sum of credits (" + Money.format(debits) + ")", found.size(), differences);
    }

    private Proof payees() {
        Map<Payee, BigInteger> expected = new LinkedHashMap<>();
        for (StandingOrder order : book.orders()) {
            expected.merge(order.payee(), monthly(order), BigInteger::add);
        }
        List<Difference> differences = new ArrayList<>();
        expected.forEach(
                (payee, amount) -> balance(Ids.payee(payee), "payee " + payee, BigInteger.ZERO, amount, differences));
        return new Proof("each payee has months x its orders", expected.size(), differences);
    }

    private Proof payers() {
        Map<Long, BigInteger> expected = new LinkedHashMap<>();
        for (StandingOrder order : book.orders()) {
            expected.merge(order.payer(), monthly(order), BigInteger::add);
        }
        List<Difference> differences = new ArrayList<>();
        expected.forEach((payer, amount) -> balance(Ids.payer(payer), "payer " + payer, amount, amount, differences));
        return new Proof("each payer was funded and paid exactly what its orders need", expected.size(), differences);
    }

    private BigInteger monthly(StandingOrder order) {
        return BigInteger.valueOf(order.amount()).multiply(months);
    }

    private void balance(UInt128 id, String name, BigInteger debits, BigInteger credits, List<Difference> differences) {
        Account account = missing(id, name, differences);
        if (account == null) {
            return;
        }
        compare(name + " debits", debits, account.debitsPosted().toBigInteger(), differences);
        compare(name + " credits", credits, account.creditsPosted().toBigInteger(), differences);
    }

    private @Nullable Account missing(UInt128 id, String name, List<Difference> differences) {
        Account account = found.get(id);
        if (account == null) {
            differences.add(new Difference(name, "an account", "none"));
        }
        return account;
    }

    private BigInteger sum(Function<Account, UInt128> field) {
        BigInteger sum = BigInteger.ZERO;
        for (Account account : found.values()) {
            sum = sum.add(field.apply(account).toBigInteger());
        }
        return sum;
    }

    private static void compare(String what, BigInteger expected, BigInteger found, List<Difference> differences) {
        if (!expected.equals(found)) {
            differences.add(new Difference(what, Money.format(expected), Money.format(found)));
        }
    }
}
