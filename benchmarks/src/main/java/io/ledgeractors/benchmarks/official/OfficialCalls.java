package io.ledgeractors.benchmarks.official;

import com.tigerbeetle.Client;
import com.tigerbeetle.CreateTransferResultBatch;
import com.tigerbeetle.TransferBatch;
import com.tigerbeetle.UInt128;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.sessions.BatchLoop;
import io.ledgeractors.session.ReplicaAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What both uses of the official Java client share. */
public final class OfficialCalls {
    public static final String NAME = "official 0.16.30";

    private OfficialCalls() {}

    public static Client open(Target target) {
        String[] addresses =
                target.addresses().stream().map(ReplicaAddress::toString).toArray(String[]::new);
        io.ledgeractors.model.UInt128 cluster = target.cluster();
        return new Client(UInt128.asBytes(cluster.low(), cluster.high()), addresses);
    }

    /** Adds a transfer that lacks its id. */
    public static void add(TransferBatch batch, TransferGenerator generator, RandomGenerator random) {
        long debit = TransferGenerator.account(random, 0);
        batch.add();
        batch.setDebitAccountId(debit, generator.high);
        batch.setCreditAccountId(TransferGenerator.account(random, debit), generator.high);
        batch.setAmount(1);
        batch.setLedger(TransferGenerator.LEDGER);
        batch.setCode(TransferGenerator.CODE);
    }

    /** Sends. */
    public static void send(Client client, TransferBatch batch, BatchLoop.Answer answer) {
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
