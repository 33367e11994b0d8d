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

/** Opens the official Java client and sends transfers with it. */
public final class OfficialCalls {
    /** The name of this client in reports. */
    public static final String NAME = "official 0.16.30";

    private OfficialCalls() {}

    /** Opens a client. */
    public static Client open(Target target) {
        String[] addresses =
                target.addresses().stream().map(ReplicaAddress::toString).toArray(String[]::new);
        io.ledgeractors.model.UInt128 cluster = target.cluster();
        return new Client(UInt128.asBytes(cluster.low(), cluster.high()), addresses);
    }

    /** Adds a random transfer without an id. */
    public static void add(TransferBatch batch, TransferGenerator generator, RandomGenerator random) {
        long debit = TransferGenerator.account(random, 0);
        batch.add();
        batch.setDebitAccountId(debit, generator.high);
        batch.setCreditAccountId(TransferGenerator.account(random, debit), generator.high);
        batch.setAmount(1);
        batch.setLedger(TransferGenerator.LEDGER);
        batch.setCode(TransferGenerator.CODE);
    }

    /** Sends a batch and passes its outcome to {@code answer}. */
    public static void send(Client client, TransferBatch batch, BatchLoop.Answer answer) {
        client.createTransfersAsync(batch)
                .whenComplete((failures, error) -> answer.arrived(() -> failure(failures, error)));
    }

    private static @Nullable String failure(@Nullable CreateTransferResultBatch failures, @Nullable Throwable error) {
        if (error != null || failures == null) {
            return "no reply, but the error " + error;
        }
        if (failures.getLength() == 0) {
            return null;
        }
        failures.next();
        return "transfer " + failures.getIndex() + " was answered with the status " + failures.getResult();
    }
}
