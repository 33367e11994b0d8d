package io.ledgeractors.it;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Pays one request after another, a full one each second, so that a small server does not fill up. It measures the
 * slowest request.
 */
final class Payer implements AutoCloseable {
    private static final int FULL = 8_189;
    private static final long FULL_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final IdGenerator ids = new IdGenerator();
    private final LedgerClient client;
    private final UInt128 debit = ids.next();
    private final UInt128 credit = ids.next();
    private long slowest;
    private int requests;
    private int paid;
    private long lastFull;

    Payer(ReplicaAddress server) throws InterruptedException {
        client = LedgerClient.create(ClientSettings.create(UInt128.ZERO, List.of(server)));
        client.awaitReady(Duration.ofSeconds(20));
        client.createAccounts(List.of(account(debit), account(credit)));
    }

    /** Pays for this duration and checks that each request is executed. */
    void payFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long now = System.nanoTime();
            boolean isFull = requests++ == 0 || now - lastFull >= FULL_EVERY;
            lastFull = isFull ? now : lastFull;
            pay(isFull ? FULL : 1);
        }
    }

    /** Returns the number of requests that were paid. */
    int requests() {
        return requests;
    }

    /** Returns the number of transfers that were acknowledged. */
    int transfers() {
        return paid;
    }

    /** Returns the time that the slowest request took. */
    Duration slowest() {
        return Duration.ofNanos(slowest);
    }

    @Override
    public void close() {
        client.close();
    }

    private void pay(int count) {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(Transfer.builder()
                    .id(ids.next())
                    .debitAccountId(debit)
                    .creditAccountId(credit)
                    .amount(UInt128.of(1))
                    .ledger(1)
                    .code(1)
                    .build());
        }
        long began = System.nanoTime();
        List<CreateTransferResult> results = client.createTransfersAsync(transfers)
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        slowest = Math.max(slowest, System.nanoTime() - began);
        paid += count;
        if (!results.stream().allMatch(result -> result.status() == CreateTransferStatus.Created)) {
            throw new AssertionError("not all were created: " + results.get(0));
        }
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }
}
