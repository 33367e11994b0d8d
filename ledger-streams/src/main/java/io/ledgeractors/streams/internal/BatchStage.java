package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.EventBatch;
import io.ledgeractors.streams.EventResults;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;
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
 * @param <B> batches
 * @param <R> results
 */
public final class BatchStage<B extends EventBatch, R extends EventResults> extends GraphStage<FlowShape<B, R>> {
    final Inlet<B> in = Inlet.create("LedgerBatches.in");
    final Outlet<R> out = Outlet.create("LedgerBatches.out");
    final Operation operation;
    final BatchGate gate;
    final BiFunction<B, ByteBuffer, R> pairing;
    final LedgerStreamSettings settings;
    private final FlowShape<B, R> shape = FlowShape.of(in, out);

    /**
     * Describes the stage.
     *
     * @param operation what is to be done with the events
     * @param gate the way to the batcher
     * @param pairing joins a batch and the bytes of its results
     * @param settings limits and waits
     */
    public BatchStage(
            Operation operation, BatchGate gate, BiFunction<B, ByteBuffer, R> pairing, LedgerStreamSettings settings) {
        this.operation = operation;
        this.gate = gate;
        this.pairing = pairing;
        this.settings = settings;
    }

    @Override
    public FlowShape<B, R> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new BatchStageLogic<>(this);
    }

    @Override
    public String toString() {
        return "LedgerBatches(" + operation + ")";
    }
}
