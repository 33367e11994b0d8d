package io.ledgeractors.testkit;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.QueryFilter;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/** Adds the balances of all accounts up, ledger by ledger. */
final class Conservation {
    private final KitCore core;
    private final TreeMap<Long, Sums> ledgers = new TreeMap<>();

    /** The sums of one ledger. */
    private static final class Sums {
        private BigInteger debitsPosted = BigInteger.ZERO;
        private BigInteger creditsPosted = BigInteger.ZERO;
        private BigInteger debitsPending = BigInteger.ZERO;
        private BigInteger creditsPending = BigInteger.ZERO;
        private int accounts;

        void add(Account account) {
            debitsPosted = debitsPosted.add(account.debitsPosted().toBigInteger());
            creditsPosted = creditsPosted.add(account.creditsPosted().toBigInteger());
            debitsPending = debitsPending.add(account.debitsPending().toBigInteger());
            creditsPending = creditsPending.add(account.creditsPending().toBigInteger());
            accounts++;
        }

        boolean isConserved() {
            return debitsPosted.equals(creditsPosted) && debitsPending.equals(creditsPending);
        }

        @Override
        public String toString() {
            return "debits posted " + debitsPosted + ", credits posted " + creditsPosted + ", debits pending "
                    + debitsPending + ", credits pending " + creditsPending + " in " + accounts + " accounts";
        }
    }

    Conservation(KitCore core) {
        this.core = core;
    }

    void check() {
        long from = 0;
        for (List<Account> page = page(from); !page.isEmpty(); page = page(from)) {
            page.forEach(this::add);
            from = page.get(page.size() - 1).timestamp() + 1;
        }
        ledgers.forEach((ledger, sums) -> {
            if (!sums.isConserved()) {
                throw new AssertionError("ledger " + ledger + " is not balanced: " + sums);
            }
        });
    }

    void add(Account account) {
        ledgers.computeIfAbsent(Integer.toUnsignedLong(account.ledger()), missing -> new Sums())
                .add(account);
    }

    private List<Account> page(long from) {
        QueryFilter filter = QueryFilter.builder().timestampMin(from).build();
        return core.await(core.inspector().queryAccountsAsync(filter));
    }
}
