package io.ledgeractors.benchmarks.server;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The accounts of a run and ids for its transfers: time-based ones, rising, that no other run has. Thread-safe.
 */
public final class TransferGenerator {
    public static final int LEDGER = 1;
    public static final int CODE = 1;
    public static final int ACCOUNTS = 1_000;

    /** Upper half of all ids of this run. */
    public final long high =
            System.currentTimeMillis() << 16 | ThreadLocalRandom.current().nextInt(1 << 16);

    /** Transfers of a full request. */
    public final int fullBatch;

    private final AtomicLong transfers = new AtomicLong(1);

    public TransferGenerator(int fullBatch) {
        this.fullBatch = fullBatch;
    }

    /** Reserves the lower halves of {@code count} ids and returns the first. */
    public long nextIds(int count) {
        return transfers.getAndAdd(count);
    }

    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            accounts.add(Account.builder()
                    .id(UInt128.of(high, i))
                    .ledger(LEDGER)
                    .code(CODE)
                    .build());
        }
        return accounts;
    }

    /** Lower half of the id of an account, and of another one if {@code other} is the first. */
    public static long account(RandomGenerator random, long other) {
        long account = 1 + random.nextInt(ACCOUNTS);
        return account == other ? account % ACCOUNTS + 1 : account;
    }

    public Transfer transfer(RandomGenerator random, long idLow) {
        long debit = account(random, 0);
        return Transfer.builder()
                .id(UInt128.of(high, idLow))
                .debitAccountId(UInt128.of(high, debit))
                .creditAccountId(UInt128.of(high, account(random, debit)))
                .amount(UInt128.of(1))
                .ledger(LEDGER)
                .code(CODE)
                .build();
    }
}
