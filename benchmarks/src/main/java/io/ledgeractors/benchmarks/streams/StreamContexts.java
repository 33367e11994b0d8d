package io.ledgeractors.benchmarks.streams;

import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Creates transfers by the flow of elements that have a context each. */
public final class StreamContexts extends StreamLoop {
    /** Connects to a server. Blocks the caller until the ledger is ready. */
    public StreamContexts(Target target, TransferGenerator generator) {
        super(target, generator);
    }

    @Override
    public String name() {
        return "flow with context";
    }

    @Override
    Supplier<CompletionStage<?>> prepare(int requests, int size) {
        List<Pair<Transfer, Integer>> elements = new ArrayList<>(requests * size);
        for (int i = 0; i < requests * size; i++) {
            elements.add(Pair.create(newTransfer(), i));
        }
        return () -> Source.from(elements)
                .via(LedgerFlow.<Integer>createTransfersWithContext(system(), settings(size))
                        .asFlow())
                .runWith(Sink.foreach(result -> expectCreated(result.first().status())), system());
    }
}
