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
 * Generates the accounts of a run and random transfers between them. Ids are based on the time, rise, and differ from
 * those of other runs. Thread-safe.
 */
public final class TransferGenerator {
    public static final int LEDGER = 1;
    public static final int CODE = 1;
    public static final int ACCOUNTS = 1_000;

    /** The upper half of all ids of this run. */
    public final long high;

    /** The number of transfers in a full request. */
    public final int fullBatch;

    private final AtomicLong transfers;

    /**
     * Creates a generator whose ids begin with the current time.
     *
     * @param fullBatch the number of transfers in a full request
     */
    public TransferGenerator(int fullBatch) {
        this(
                fullBatch,
                System.currentTimeMillis() << 16 | ThreadLocalRandom.current().nextInt(1 << 16),
                1);
    }

    private TransferGenerator(int fullBatch, long high, long first) {
        this.fullBatch = fullBatch;
        this.high = high;
        this.transfers = new AtomicLong(first);
    }

    /**
     * Returns a generator for a process that asks for one transfer at a time. It uses the accounts of the run and other
     * ids of transfers than any other process.
     *
     * @param high the upper half of all ids of the run
     * @param process number of the process, above 0 and below 2^15; differs from that of any other process of the run
     */
    public static TransferGenerator ofProcess(long high, int process) {
        return new TransferGenerator(1, high, (long) process << 48);
    }

    /** Reserves the lower halves of {@code count} ids and returns the first. */
    public long nextIds(int count) {
        return transfers.getAndAdd(count);
    }

    /** Returns all accounts of this run, to be created before any transfer. */
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

    /**
     * Returns the lower half of the id of a random account.
     *
     * @param other the lower half of the id of the account that must not be chosen; 0 for none
     */
    public static long account(RandomGenerator random, long other) {
        long account = 1 + random.nextInt(ACCOUNTS);
        return account == other ? account % ACCOUNTS + 1 : account;
    }

    /**
     * Returns a transfer of amount 1 between two random accounts.
     *
     * @param idLow the lower half of its id
     */
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
