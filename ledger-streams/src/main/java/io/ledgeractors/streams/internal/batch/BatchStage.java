package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.internal.gate.RequestGate;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Sends batches to the batcher and emits their results in order. Each materialisation has an order key of its own.
 *
 * @param <I> elements that enter the stage, each with a batch
 * @param <B> batches
 * @param <R> results
 * @param <O> elements that leave the stage, each with results
 */
final class BatchStage<I, B extends LedgerBatch, R, O> extends GraphStage<FlowShape<I, O>> {
    final Inlet<I> in = Inlet.create("LedgerBatches.in");
    final Outlet<O> out = Outlet.create("LedgerBatches.out");
    final BatchOperation<B, R> operation;
    final BatchMapper<I, B, R, O> mapper;
    final RequestGate gate;
    final LedgerStreamSettings settings;
    private final FlowShape<I, O> shape = FlowShape.of(in, out);

    BatchStage(
            BatchOperation<B, R> operation,
            BatchMapper<I, B, R, O> mapper,
            RequestGate gate,
            LedgerStreamSettings settings) {
        this.operation = operation;
        this.mapper = mapper;
        this.gate = gate;
        this.settings = settings;
    }

    @Override
    public FlowShape<I, O> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new BatchStageLogic<>(this);
    }

    @Override
    public String toString() {
        return "LedgerBatches(" + operation.operation() + ")";
    }
}
