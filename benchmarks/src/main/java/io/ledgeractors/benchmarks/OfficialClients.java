package io.ledgeractors.benchmarks;

import com.tigerbeetle.Client;
import com.tigerbeetle.CreateTransferResultBatch;
import com.tigerbeetle.TransferBatch;
import com.tigerbeetle.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What both uses of the official Java client share. */
final class OfficialClients {
    static final String NAME = "official 0.16.30";

    private OfficialClients() {}

    static Client open(Target target) {
        String[] addresses =
                target.addresses().stream().map(ReplicaAddress::toString).toArray(String[]::new);
        io.ledgeractors.model.UInt128 cluster = target.cluster();
        return new Client(UInt128.asBytes(cluster.low(), cluster.high()), addresses);
    }

    /** Adds a transfer that lacks its id. */
    static void add(TransferBatch batch, Books books, RandomGenerator random) {
        long debit = Books.account(random, 0);
        batch.add();
        batch.setDebitAccountId(debit, books.high);
        batch.setCreditAccountId(Books.account(random, debit), books.high);
        batch.setAmount(1);
        batch.setLedger(Books.LEDGER);
        batch.setCode(Books.CODE);
    }

    /** Sends. */
    static void send(Client client, TransferBatch batch, BatchLoop.Answer answer) {
        client.createTransfersAsync(batch)
                .whenComplete((failures, error) -> answer.arrived(() -> failure(failures, error)));
    }

    private static @Nullable String failure(@Nullable CreateTransferResultBatch failures, @Nullable Throwable error) {
        if (error != null || failures == null) {
            return "no reply, but " + error;
        }
        if (failures.getLength() == 0) {
            return null;
        }
        failures.next();
        return "transfer " + failures.getIndex() + " got the status " + failures.getResult();
    }
}
