package io.ledgeractors.testkit;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Creates what a test needs in a ledger, past its faults. Thread-safe. */
final class Fixtures {
    private static final long HIGHEST = -1;

    private final KitCore core;
    private final AtomicLong transfers = new AtomicLong();

    Fixtures(KitCore core) {
        this.core = core;
    }

    /** Creates accounts, and returns them as the ledger has them. */
    List<Account> create(List<Account> accounts) {
        List<CreateAccountResult> results = core.await(core.inspector().createAccountsAsync(accounts));
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).status() != CreateAccountStatus.Created) {
                throw new AssertionError("account " + accounts.get(i).id() + " was not created: "
                        + results.get(i).status());
            }
        }
        return find(accounts.stream().map(Account::id).toList());
    }

    /** Returns the accounts that exist. */
    List<Account> find(List<UInt128> ids) {
        return core.await(core.inspector().lookupAccountsAsync(ids));
    }

    /** Returns an account. */
    Account find(UInt128 id) {
        List<Account> found = find(List.of(id));
        if (found.isEmpty()) {
            throw new AssertionError("account " + id + " does not exist");
        }
        return found.get(0);
    }

    /** Credits an account from the funding account of its ledger. */
    Transfer fund(UInt128 id, UInt128 amount) {
        Account account = find(id);
        UInt128 source = fundingAccount(account.ledger());
        if (find(List.of(source)).isEmpty()) {
            create(List.of(Account.builder()
                    .id(source)
                    .ledgerUnsigned(account.ledger())
                    .code(LedgerTestKit.CODE)
                    .build()));
        }
        Transfer transfer = Transfer.builder()
                .id(UInt128.of(HIGHEST, transfers.incrementAndGet()))
                .debitAccountId(source)
                .creditAccountId(id)
                .amount(amount)
                .ledgerUnsigned(account.ledger())
                .code(LedgerTestKit.CODE)
                .build();
        return create(transfer);
    }

    private Transfer create(Transfer transfer) {
        CreateTransferResult result = core.await(core.inspector().createTransfersAsync(List.of(transfer)))
                .get(0);
        if (result.status() != CreateTransferStatus.Created) {
            throw new AssertionError("account " + transfer.creditAccountId() + " was not funded with "
                    + transfer.amount() + ": " + result.status());
        }
        return transfer.toBuilder().timestampUnsigned(result.timestamp()).build();
    }

    static UInt128 fundingAccount(int ledger) {
        return UInt128.of(HIGHEST, Integer.toUnsignedLong(ledger));
    }

    static List<Account> accounts(long... ids) {
        List<Account> accounts = new ArrayList<>();
        for (long id : ids) {
            accounts.add(Account.builder()
                    .id(id)
                    .ledger(LedgerTestKit.LEDGER)
                    .code(LedgerTestKit.CODE)
                    .build());
        }
        return accounts;
    }
}
