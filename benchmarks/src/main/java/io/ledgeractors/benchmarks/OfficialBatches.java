package io.ledgeractors.benchmarks;

import com.tigerbeetle.Client;
import com.tigerbeetle.TransferBatch;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The official Java client with prepared batches. */
final class OfficialBatches extends BatchLoop {
    private final Client client;
    private TransferBatch batch = new TransferBatch(1);
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
        batch = new TransferBatch(size);
        for (int i = 0; i < size; i++) {
            OfficialClients.add(batch, books, random);
        }
    }

    @Override
    void renew() {
        long id = books.nextIds(size);
        batch.beforeFirst();
        while (batch.next()) {
            batch.setId(id++, books.high);
        }
    }

    @Override
    void send(Consumer<@Nullable String> done) {
        OfficialClients.send(client, batch, done);
    }

    @Override
    public void close() {
        client.close();
    }
}
