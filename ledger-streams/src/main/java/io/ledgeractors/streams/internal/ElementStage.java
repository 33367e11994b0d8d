package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerBatch;
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
 * Turns elements into batches and their results into elements: joined with a flow of batches it is a flow of
 * elements. Chains stay whole, everything comes out in order.
 *
 * <p>When nothing of its own is outstanding, what is complete leaves as soon as the upstream pauses; else a
 * batch is filled up. How many batches are outstanding is the joined flow's business. Nothing is taken from
 * upstream before the joined flow has asked for its first batch.
 *
 * @param <I> elements that come in
 * @param <B> batches that go to the ledger
 * @param <R> results that come back, one for each batch, in order
 * @param <O> elements that go out
 */
public final class ElementStage<I, B extends LedgerBatch, R, O> extends GraphStage<BidiShape<I, B, R, O>> {
    final Inlet<I> in = Inlet.create("LedgerElements.in");
    final Outlet<B> batches = Outlet.create("LedgerElements.batches");
    final Inlet<R> results = Inlet.create("LedgerElements.results");
    final Outlet<O> out = Outlet.create("LedgerElements.out");
    final ElementForm<I, O, B, R> form;
    final Supplier<ElementCheck<I>> check;
    final IntSupplier eventsMax;
    final Duration maxChainWait;
    private final BidiShape<I, B, R, O> shape = new BidiShape<>(in, batches, results, out);

    /**
     * Describes the stage.
     *
     * @param form how elements become events and results elements
     * @param check makes what looks at each element before it is sent
     * @param eventsMax how many events a request holds; asked within the stage, for each batch
     * @param maxChainWait how long the upstream may pause within a chain
     */
    public ElementStage(
            ElementForm<I, O, B, R> form,
            Supplier<ElementCheck<I>> check,
            IntSupplier eventsMax,
            Duration maxChainWait) {
        this.form = form;
        this.check = check;
        this.eventsMax = eventsMax;
        this.maxChainWait = maxChainWait;
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
