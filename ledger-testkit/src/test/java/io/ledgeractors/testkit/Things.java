package io.ledgeractors.testkit;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;

/** Accounts and transfers of tests. */
final class Things {
    private Things() {}

    static Account account(long id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
    }

    static Transfer transfer(long id, long debit, long credit, long amount) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(debit))
                .creditAccountId(UInt128.of(credit))
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .build();
    }

    static Transfer reserve(long id, long debit, long credit, long amount, int seconds) {
        return transfer(id, debit, credit, amount).toBuilder()
                .flags(TransferFlags.PENDING)
                .timeout(seconds)
                .build();
    }
}
