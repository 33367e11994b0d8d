package io.ledgeractors.benchmarks;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** The flow of elements with a context each. */
final class StreamContexts extends StreamLoop {
    StreamContexts(Target target, Books books) {
        super(target, books);
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
