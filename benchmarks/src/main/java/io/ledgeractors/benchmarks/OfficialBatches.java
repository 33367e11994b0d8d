package io.ledgeractors.benchmarks;

import com.tigerbeetle.Client;
import com.tigerbeetle.TransferBatch;
import java.util.SplittableRandom;

/** The official Java client with prepared batches. */
final class OfficialBatches extends BatchLoop {
    private final Client client;
    private final TransferBatch[] batches = {new TransferBatch(1), new TransferBatch(1)};
    private int size;

    OfficialBatches(Target target, Books books) {
        super(books);
        this.client = OfficialClients.open(target);
    }

    @Override
    public String name() {
        return OfficialClients.NAME;
    }

    @Override
    void allocate(int newSize) {
        size = newSize;
        SplittableRandom random = new SplittableRandom(size);
        for (int slot = 0; slot < batches.length; slot++) {
            batches[slot] = new TransferBatch(size);
            for (int i = 0; i < size; i++) {
                OfficialClients.add(batches[slot], books, random);
            }
        }
    }

    @Override
    void prepare(int slot, boolean ahead) {
        long id = books.nextIds(size);
        TransferBatch batch = batches[slot];
        batch.beforeFirst();
        while (batch.next()) {
            batch.setId(id++, books.high);
        }
    }

    @Override
    void send(int slot, Answer answer) {
        OfficialClients.send(client, batches[slot], answer);
    }

    @Override
    public void close() {
        super.close();
        client.close();
    }
}
