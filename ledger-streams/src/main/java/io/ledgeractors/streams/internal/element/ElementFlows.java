package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.internal.batch.BatchFlows;
import io.ledgeractors.streams.internal.batch.BatchOperation;
import io.ledgeractors.streams.internal.gate.RequestGate;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/** INTERNAL API. Builds flows of elements by joining an element stage with a flow of batches. Thread-safe. */
@InternalApi
public final class ElementFlows {
    private ElementFlows() {}

    /** Returns a flow that emits one element for each element that it takes. */
    public static <I, O, B extends LedgerBatch, R> Flow<I, O, NotUsed> plain(
            BatchOperation<B, R> operation,
            ElementMapper<I, O, B, R> mapper,
            RequestGate gate,
            LedgerStreamSettings settings) {
        return checked(operation, mapper, ElementCheck::none, gate, settings);
    }

    /** Returns the same flow for elements that carry a context each. */
    public static <I, O, B extends LedgerBatch, R, C> FlowWithContext<I, C, O, C, NotUsed> withContext(
            BatchOperation<B, R> operation,
            ElementMapper<I, O, B, R> mapper,
            RequestGate gate,
            LedgerStreamSettings settings) {
        return FlowWithContext.fromPairs(plain(operation, new ContextMapper<>(mapper), gate, settings));
    }

    /**
     * Returns a flow that checks each element before it is sent.
     *
     * @param check creates the check of a materialisation
     */
    public static <I, O, B extends LedgerBatch, R> Flow<I, O, NotUsed> checked(
            BatchOperation<B, R> operation,
            ElementMapper<I, O, B, R> mapper,
            Supplier<ElementCheck<I>> check,
            RequestGate gate,
            LedgerStreamSettings settings) {
        ElementStage<I, B, R, O> stage = new ElementStage<>(
                mapper,
                check,
                () -> Math.min(settings.maxEventsPerRequest(), gate.eventsMax(operation.operation())),
                settings.maxChainWait(),
                gate.time());
        return BidiFlow.fromGraph(stage).join(BatchFlows.plain(operation, gate, settings));
    }

    /** Returns the same flow for elements that carry a context each. */
    public static <I, O, B extends LedgerBatch, R, C> FlowWithContext<I, C, O, C, NotUsed> checkedWithContext(
            BatchOperation<B, R> operation,
            ElementMapper<I, O, B, R> mapper,
            Supplier<ElementCheck<I>> check,
            RequestGate gate,
            LedgerStreamSettings settings) {
        Supplier<ElementCheck<Pair<I, C>>> withContext = () -> check.get().withContext();
        return FlowWithContext.fromPairs(checked(operation, new ContextMapper<>(mapper), withContext, gate, settings));
    }
}
