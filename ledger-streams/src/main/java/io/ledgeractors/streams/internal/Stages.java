package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/** Joins stages and a batcher to flows. */
public final class Stages {
    private Stages() {}

    /** Batches in, their results out. */
    public static <B extends LedgerBatch, R> Flow<B, R, NotUsed> batches(
            BatchKind<B, R> kind, BatchGate gate, LedgerStreamSettings settings) {
        return Flow.fromGraph(new BatchStage<>(kind, BatchForm.bare(), gate, settings));
    }

    /** Batches with a context each. */
    public static <B extends LedgerBatch, R, C> FlowWithContext<B, C, R, C, NotUsed> batchesWithContext(
            BatchKind<B, R> kind, BatchGate gate, LedgerStreamSettings settings) {
        BatchForm<Pair<B, C>, B, R, Pair<R, C>> form = BatchForm.withContext();
        return FlowWithContext.fromPairs(Flow.fromGraph(new BatchStage<>(kind, form, gate, settings)));
    }

    /** Elements in, one out for each. */
    public static <I, O, B extends LedgerBatch, R> Flow<I, O, NotUsed> elements(
            BatchKind<B, R> kind, ElementForm<I, O, B, R> form, BatchGate gate, LedgerStreamSettings settings) {
        return checked(kind, form, ElementCheck::none, gate, settings);
    }

    /** Elements with a context each. */
    public static <I, O, B extends LedgerBatch, R, C> FlowWithContext<I, C, O, C, NotUsed> elementsWithContext(
            BatchKind<B, R> kind, ElementForm<I, O, B, R> form, BatchGate gate, LedgerStreamSettings settings) {
        return FlowWithContext.fromPairs(elements(kind, new ContextForm<>(form), gate, settings));
    }

    /** Elements that are looked at before they are sent. */
    public static <I, O, B extends LedgerBatch, R> Flow<I, O, NotUsed> checked(
            BatchKind<B, R> kind,
            ElementForm<I, O, B, R> form,
            Supplier<ElementCheck<I>> check,
            BatchGate gate,
            LedgerStreamSettings settings) {
        ElementStage<I, B, R, O> stage = new ElementStage<>(
                form,
                check,
                () -> Math.min(settings.maxEventsPerRequest(), gate.eventsMax(kind.operation())),
                settings.maxChainWait());
        return BidiFlow.fromGraph(stage).join(batches(kind, gate, settings));
    }

    /** Elements with a context each that are looked at before they are sent. */
    public static <I, O, B extends LedgerBatch, R, C> FlowWithContext<I, C, O, C, NotUsed> checkedWithContext(
            BatchKind<B, R> kind,
            ElementForm<I, O, B, R> form,
            Supplier<ElementCheck<I>> check,
            BatchGate gate,
            LedgerStreamSettings settings) {
        Supplier<ElementCheck<Pair<I, C>>> withContext = () -> check.get().withContext();
        return FlowWithContext.fromPairs(checked(kind, new ContextForm<>(form), withContext, gate, settings));
    }
}
