package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Sends batches to the batcher and lets their results out, in order. Each materialisation has an order key of
 * its own.
 *
 * @param <I> elements that come in, a batch in each
 * @param <B> batches
 * @param <R> results
 * @param <O> elements that go out, results in each
 */
public final class BatchStage<I, B extends LedgerBatch, R, O> extends GraphStage<FlowShape<I, O>> {
    final Inlet<I> in = Inlet.create("LedgerBatches.in");
    final Outlet<O> out = Outlet.create("LedgerBatches.out");
    final BatchKind<B, R> kind;
    final BatchForm<I, B, R, O> form;
    final BatchGate gate;
    final LedgerStreamSettings settings;
    private final FlowShape<I, O> shape = FlowShape.of(in, out);

    /**
     * Describes the stage.
     *
     * @param kind what is to be done with the batches
     * @param form where in an element the batch is
     * @param gate the way to the batcher
     * @param settings limits and waits
     */
    public BatchStage(BatchKind<B, R> kind, BatchForm<I, B, R, O> form, BatchGate gate, LedgerStreamSettings settings) {
        this.kind = kind;
        this.form = form;
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
        return "LedgerBatches(" + kind.operation() + ")";
    }
}
