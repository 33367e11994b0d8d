package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.internal.gate.StageTime;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Turns elements into batches and results of batches into elements. Joined with a flow of batches it is a flow of
 * elements. Chains stay whole, and everything leaves in order.
 *
 * <p>While no batch is outstanding, complete chains are sent as soon as the upstream pauses. Otherwise a batch is
 * filled up first. The joined flow limits the number of outstanding batches by its demand. The stage takes no element
 * before the joined flow has demanded its first batch.
 *
 * @param <I> elements that enter the stage
 * @param <B> batches that go to the ledger
 * @param <R> results that come back, one for each batch, in order
 * @param <O> elements that leave the stage
 */
final class ElementStage<I, B extends LedgerBatch, R, O> extends GraphStage<BidiShape<I, B, R, O>> {
    final Inlet<I> in = Inlet.create("LedgerElements.in");
    final Outlet<B> batches = Outlet.create("LedgerElements.batches");
    final Inlet<R> results = Inlet.create("LedgerElements.results");
    final Outlet<O> out = Outlet.create("LedgerElements.out");
    final ElementMapper<I, O, B, R> mapper;
    final Supplier<ElementCheck<I>> check;
    final IntSupplier eventsMax;
    final Duration maxChainWait;
    final StageTime time;
    private final BidiShape<I, B, R, O> shape = new BidiShape<>(in, batches, results, out);

    /**
     * Describes the stage.
     *
     * @param check creates the check of a materialisation
     * @param eventsMax returns how many events a request holds; called inside the stage, for each batch
     * @param maxChainWait how long the upstream may pause within a chain
     * @param time by which the stage waits
     */
    ElementStage(
            ElementMapper<I, O, B, R> mapper,
            Supplier<ElementCheck<I>> check,
            IntSupplier eventsMax,
            Duration maxChainWait,
            StageTime time) {
        this.mapper = mapper;
        this.check = check;
        this.eventsMax = eventsMax;
        this.maxChainWait = maxChainWait;
        this.time = time;
    }

    @Override
    public BidiShape<I, B, R, O> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new ElementStageLogic<>(this);
    }

    @Override
    public String toString() {
        return "LedgerElements";
    }
}
