package io.ledgeractors.benchmarks;

import com.tigerbeetle.Client;
import com.tigerbeetle.TransferBatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The official Java client's async calls, one transfer each. */
final class OfficialAsks extends AskLoop {
    private final Client client;
    private final Books books;

    OfficialAsks(Target target, Books books) {
        this.client = OfficialClients.open(target);
        this.books = books;
    }

    @Override
    public String name() {
        return OfficialClients.NAME + " async";
    }

    @Override
    void ask(Consumer<@Nullable String> done) {
        TransferBatch batch = new TransferBatch(1);
        OfficialClients.add(batch, books, ThreadLocalRandom.current());
        batch.setId(books.nextIds(1), books.high);
        OfficialClients.send(client, batch, check -> done.accept(check.get()));
    }

    @Override
    public void close() {
        client.close();
    }
}
