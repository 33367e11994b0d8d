package io.ledgeractors.benchmarks.streams;

import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Creates transfers by the flow of elements. */
public final class StreamElements extends StreamLoop {
    /** Connects to a server. Blocks the caller until the ledger is ready. */
    public StreamElements(Target target, TransferGenerator generator) {
        super(target, generator);
    }

    @Override
    public String name() {
        return "flow of elements";
    }

    @Override
    Supplier<CompletionStage<?>> prepare(int requests, int size) {
        List<Transfer> transfers = new ArrayList<>(requests * size);
        for (int i = 0; i < requests * size; i++) {
            transfers.add(newTransfer());
        }
        return () -> Source.from(transfers)
                .via(LedgerFlow.createTransfers(system(), settings(size)))
                .runWith(Sink.foreach(result -> expectCreated(result.status())), system());
    }
}
