package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.internal.gate.RequestGate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/** INTERNAL API. Builds flows of batches. Thread-safe. */
@InternalApi
public final class BatchFlows {
    private BatchFlows() {}

    /** Returns a flow that takes batches and emits their results. */
    public static <B extends LedgerBatch, R> Flow<B, R, NotUsed> plain(
            BatchOperation<B, R> operation, RequestGate gate, LedgerStreamSettings settings) {
        return Flow.fromGraph(new BatchStage<>(operation, BatchMapper.plain(), gate, settings));
    }

    /** Returns the same flow for batches that carry a context each. */
    public static <B extends LedgerBatch, R, C> FlowWithContext<B, C, R, C, NotUsed> withContext(
            BatchOperation<B, R> operation, RequestGate gate, LedgerStreamSettings settings) {
        BatchMapper<Pair<B, C>, B, R, Pair<R, C>> mapper = BatchMapper.withContext();
        return FlowWithContext.fromPairs(Flow.fromGraph(new BatchStage<>(operation, mapper, gate, settings)));
    }
}
