package io.ledgeractors.benchmarks.streams;

import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Creates transfers by the flow of batches, which are reused. */
public final class StreamBatches extends StreamLoop {
    private static final int CREATED = -1;

    private final List<TransferBatch> batches = new ArrayList<>();

    /** Connects to a server. Blocks the caller until the ledger is ready. */
    public StreamBatches(Target target, TransferGenerator generator) {
        super(target, generator);
    }

    @Override
    public String name() {
        return "flow of batches";
    }

    @Override
    Supplier<CompletionStage<?>> prepare(int requests, int size) {
        while (batches.size() < requests) {
            batches.add(TransferBatch.create());
        }
        List<TransferBatch> prepared = batches.subList(0, requests);
        for (TransferBatch batch : prepared) {
            batch.clear();
            for (int i = 0; i < size; i++) {
                batch.add(newTransfer());
            }
        }
        return () -> Source.from(prepared)
                .via(LedgerFlow.createTransferBatches(system(), settings(size)))
                .runWith(Sink.foreach(StreamBatches::check), system());
    }

    private static void check(TransferResults results) {
        for (int i = 0; i < results.count(); i++) {
            if (results.statusCode(i) != CREATED) {
                expectCreated(results.status(i));
            }
        }
    }
}
