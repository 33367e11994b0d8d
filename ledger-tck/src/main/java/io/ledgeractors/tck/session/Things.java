package io.ledgeractors.tck.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.List;
import java.util.stream.IntStream;

/** Creates accounts and transfers with ids that no other test has. */
final class Things {
    private static final int LEDGER = 4711;
    private static final int CODE = 7;

    private final IdGenerator ids = new IdGenerator();

    UInt128 id() {
        return ids.next();
    }

    /** Checks that the session still answers. */
    void assertWorks(Probe probe) {
        createAccounts(probe, 1);
    }

    static void assertCreated(Reply reply) {
        assertThat(reply.accountResults().get(0))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(CreateAccountStatus.Created));
    }

    List<Account> createAccounts(Probe probe, int count) {
        List<Account> accounts =
                IntStream.range(0, count).mapToObj(i -> account()).toList();
        assertCreated(probe.ask(Operation.CREATE_ACCOUNTS, SessionRequests.accounts(accounts)));
        return accounts;
    }

    Account account() {
        return Account.builder().id(ids.next()).ledger(LEDGER).code(CODE).build();
    }

    Transfer transfer(List<Account> accounts, long amount) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(accounts.get(0).id())
                .creditAccountId(accounts.get(1).id())
                .amount(UInt128.of(amount))
                .ledger(LEDGER)
                .code(CODE)
                .build();
    }

    static AccountFilter filter(Account account, int flags, int limit) {
        return AccountFilter.builder()
                .accountId(account.id())
                .flags(flags)
                .limit(limit)
                .build();
    }
}
