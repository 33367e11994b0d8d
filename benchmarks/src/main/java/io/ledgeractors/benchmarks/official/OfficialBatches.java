package io.ledgeractors.benchmarks.official;

import com.tigerbeetle.Client;
import com.tigerbeetle.TransferBatch;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.sessions.BatchLoop;
import java.util.SplittableRandom;

/** The official Java client with prepared batches. */
public final class OfficialBatches extends BatchLoop {
    private final Client client;
    private final TransferBatch[] batches = {new TransferBatch(1), new TransferBatch(1)};
    private int size;

    /** Opens a client. */
    public OfficialBatches(Target target, TransferGenerator generator) {
        super(generator);
        this.client = OfficialCalls.open(target);
    }

    @Override
    public String name() {
        return OfficialCalls.NAME;
    }

    @Override
    public void allocate(int newSize) {
        size = newSize;
        SplittableRandom random = new SplittableRandom(size);
        for (int slot = 0; slot < batches.length; slot++) {
            batches[slot] = new TransferBatch(size);
            for (int i = 0; i < size; i++) {
                OfficialCalls.add(batches[slot], generator, random);
            }
        }
    }

    @Override
    public void prepare(int slot, boolean ahead) {
        long id = generator.nextIds(size);
        TransferBatch batch = batches[slot];
        batch.beforeFirst();
        while (batch.next()) {
            batch.setId(id++, generator.high);
        }
    }

    @Override
    public void send(int slot, Answer answer) {
        OfficialCalls.send(client, batches[slot], answer);
    }

    @Override
    public void close() {
        super.close();
        client.close();
    }
}
