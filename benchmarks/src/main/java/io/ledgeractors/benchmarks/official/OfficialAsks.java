package io.ledgeractors.benchmarks.official;

import com.tigerbeetle.Client;
import com.tigerbeetle.TransferBatch;
import io.ledgeractors.benchmarks.asks.AskLoop;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asynchronous calls of the official Java client with one transfer each. */
public final class OfficialAsks extends AskLoop {
    private final Client client;
    private final TransferGenerator generator;

    /** Opens a client. */
    public OfficialAsks(Target target, TransferGenerator generator) {
        this.client = OfficialCalls.open(target);
        this.generator = generator;
    }

    @Override
    public String name() {
        return OfficialCalls.NAME + " async";
    }

    @Override
    public void ask(Consumer<@Nullable String> done) {
        TransferBatch batch = new TransferBatch(1);
        OfficialCalls.add(batch, generator, ThreadLocalRandom.current());
        batch.setId(generator.nextIds(1), generator.high);
        OfficialCalls.send(client, batch, check -> done.accept(check.get()));
    }

    @Override
    public void close() {
        client.close();
    }
}
