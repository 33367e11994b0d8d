package io.ledgeractors.streams.internal;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerBatch;
import java.util.ArrayDeque;

/**
 * Fills batches with elements and cuts them along chain borders. Pure: no clock, no threads, no streams.
 *
 * <p>A chain is a run of events up to the first whose {@code linked} flag is not set. The events are encoded
 * straight into the open batch; when it is taken, an unfinished chain at its end moves on to the next batch.
 * Historical events and others never share a batch: the ledger would refuse the ones or the others.
 *
 * @param <I> elements
 * @param <B> batches
 */
final class BatchAssembler<I, B extends LedgerBatch> {
    private static final int SPARES_MAX = 4;

    private final ElementForm<I, ?, B, ?> form;
    private final ArrayDeque<Slot<I, B>> spares = new ArrayDeque<>(SPARES_MAX);
    private Slot<I, B> open;
    private int complete;
    // True if the last element belongs to the next batch, because the ones before are historical and it is not, or
    // the other way round.
    private boolean cut;
    private int eventsMax = Integer.MAX_VALUE;

    BatchAssembler(ElementForm<I, ?, B, ?> form) {
        this.form = form;
        this.open = new Slot<>(form.newBatch());
    }

    /**
     * Sets how many events a request holds, for the open batch and those to come.
     *
     * @throws IllegalArgumentException if that is less than 1
     */
    void limit(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("a request must hold at least one event, not " + events);
        }
        eventsMax = events;
    }

    /**
     * Adds an element.
     *
     * @throws IllegalStateException if the batch {@link #isFull()}
     */
    void add(I element) {
        if (isFull()) {
            throw new IllegalStateException("the batch is full: " + open.count() + " events");
        }
        open.add(element, form);
        int last = open.count() - 1;
        if (complete == last
                && last > 0
                && open.batch().isImported(last) != open.batch().isImported(0)) {
            cut = true;
        } else if (!open.batch().isLinked(last)) {
            complete = last + 1;
        }
    }

    /** Elements of whole chains in the open batch: what {@link #take()} would take. */
    int complete() {
        return complete;
    }

    /** All elements held, those of an unfinished chain included. */
    int size() {
        return open.count();
    }

    /** True if nothing may be added before {@link #take()}. */
    boolean isFull() {
        return cut || open.count() >= eventsMax;
    }

    /** True if the last element is linked to one that has not come yet. */
    boolean isChainOpen() {
        return isChainOpen(open);
    }

    /** True if the unfinished chain alone fills a request, so that it can never be sent as a whole. */
    boolean isChainTooLong() {
        return isFull() && complete == 0;
    }

    /** Elements of the unfinished chain so far. */
    int openChainLength() {
        return open.count() - complete;
    }

    /**
     * The id of the first element of the unfinished chain.
     *
     * @throws IndexOutOfBoundsException if no chain is open
     */
    UInt128 openChainId() {
        return open.batch().id(complete);
    }

    /**
     * Takes all whole chains as one batch; an unfinished chain stays, at the start of the next batch.
     *
     * @throws IllegalStateException if there is no whole chain
     */
    Slot<I, B> take() {
        if (complete == 0) {
            throw new IllegalStateException("no whole chain to take");
        }
        Slot<I, B> taken = open;
        open = spare(taken.count());
        taken.moveTail(complete, open);
        complete = isChainOpen(open) ? 0 : open.count();
        cut = false;
        return taken;
    }

    /** Forgets the unfinished chain. */
    void dropOpenChain() {
        if (isChainOpen()) {
            open.moveTail(complete, new Slot<>(form.newBatch()));
        }
    }

    /** Takes the memory of a slot back whose elements have gone out. */
    void recycle(Slot<I, B> slot) {
        slot.clear();
        if (spares.size() < SPARES_MAX) {
            spares.push(slot);
        }
    }

    private static boolean isChainOpen(Slot<?, ?> slot) {
        int count = slot.count();
        return count > 0 && slot.batch().isLinked(count - 1);
    }

    // A new one has room for as many events as were just taken: most likely as many come again.
    private Slot<I, B> spare(int events) {
        Slot<I, B> slot = spares.poll();
        if (slot != null) {
            return slot;
        }
        Slot<I, B> fresh = new Slot<>(form.newBatch());
        fresh.ensureCapacity(events);
        return fresh;
    }
}
