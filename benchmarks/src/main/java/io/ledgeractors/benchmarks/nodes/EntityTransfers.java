package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.model.UInt128;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/** Random transfers of amount 1 that debit some of the accounts. Thread-safe. */
final class EntityTransfers {
    /**
     * A transfer that an entity is asked for.
     *
     * @param debitAccountId the account of the entity
     * @param movement what the entity moves
     */
    record Next(UInt128 debitAccountId, AccountEntity.Movement movement) {}

    private static final UInt128 ONE = UInt128.of(1);

    private final TransferGenerator generator;
    private final long[] debits;

    /**
     * Creates a source of transfers.
     *
     * @param debits the lower halves of the ids of the accounts to debit, at least one
     */
    EntityTransfers(TransferGenerator generator, Collection<Long> debits) {
        if (debits.isEmpty()) {
            throw new IllegalArgumentException("there are no accounts to debit");
        }
        this.generator = generator;
        this.debits = debits.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns a transfer with a new id from one of the accounts to any other account. */
    Next next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long debit = debits[random.nextInt(debits.length)];
        long credit = TransferGenerator.account(random, debit);
        return new Next(
                UInt128.of(generator.high, debit),
                new AccountEntity.Movement(
                        UInt128.of(generator.high, generator.nextIds(1)),
                        UInt128.of(generator.high, credit),
                        ONE,
                        TransferGenerator.LEDGER,
                        TransferGenerator.CODE,
                        UserData.NONE));
    }
}
