package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerBatch;
import java.util.ArrayDeque;

/**
 * Assembles elements into batches and cuts them along chain borders. Pure: no clock, no threads, no streams.
 *
 * <p>A chain is a run of events up to the first whose {@code linked} flag is not set. Events are encoded directly into
 * the open batch. When it is taken, an unfinished chain at its end moves to the next batch. Historical events and
 * others never share a batch, because the ledger refuses a mixture.
 *
 * @param <I> elements
 * @param <B> batches
 */
final class BatchAssembler<I, B extends LedgerBatch> {
    private static final int SPARES_MAX = 4;

    private final ElementMapper<I, ?, B, ?> mapper;
    private final ArrayDeque<ElementBatch<I, B>> spares = new ArrayDeque<>(SPARES_MAX);
    private ElementBatch<I, B> open;
    // Elements of whole chains in the open batch.
    private int complete;
    // True if the last element belongs to the next batch. It is historical and the elements before are not, or the
    // other way round.
    private boolean cut;
    private int eventsMax = Integer.MAX_VALUE;

    BatchAssembler(ElementMapper<I, ?, B, ?> mapper) {
        this.mapper = mapper;
        this.open = new ElementBatch<>(mapper.newBatch());
    }

    /**
     * Sets how many events a request holds, for the open batch and all later ones.
     *
     * @throws IllegalArgumentException if {@code events} is less than 1
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
        open.add(element, mapper);
        int last = open.count() - 1;
        if (complete == last
                && last > 0
                && open.batch().isImported(last) != open.batch().isImported(0)) {
            cut = true;
        } else if (!open.batch().isLinked(last)) {
            complete = last + 1;
        }
    }

    /** Returns the number of elements that {@link #take()} would take: those of whole chains in the open batch. */
    int complete() {
        return complete;
    }

    /** Returns the number of all elements in the open batch, including those of an unfinished chain. */
    int size() {
        return open.count();
    }

    /** Returns true if {@link #take()} must be called before the next element is added. */
    boolean isFull() {
        return cut || open.count() >= eventsMax;
    }

    /** Returns true if the last element is linked to one that has not been added yet. */
    boolean isChainOpen() {
        return isChainOpen(open);
    }

    /** Returns true if the unfinished chain alone fills a request, so that it can never be sent as a whole. */
    boolean isChainTooLong() {
        return isFull() && complete == 0;
    }

    /** Returns the number of elements of the unfinished chain. */
    int openChainLength() {
        return open.count() - complete;
    }

    /**
     * Returns the id of the first element of the unfinished chain.
     *
     * @throws IndexOutOfBoundsException if no chain is open
     */
    UInt128 openChainId() {
        return open.batch().id(complete);
    }

    /**
     * Takes all whole chains as one batch. An unfinished chain stays, at the start of the next batch.
     *
     * @throws IllegalStateException if there is no whole chain
     */
    ElementBatch<I, B> take() {
        if (complete == 0) {
            throw new IllegalStateException("no whole chain to take");
        }
        ElementBatch<I, B> taken = open;
        open = spare(taken.count());
        taken.moveTail(complete, open);
        complete = isChainOpen(open) ? 0 : open.count();
        cut = false;
        return taken;
    }

    /** Drops the elements of the unfinished chain. */
    void dropOpenChain() {
        if (isChainOpen()) {
            open.moveTail(complete, new ElementBatch<>(mapper.newBatch()));
        }
    }

    /** Keeps the memory of a batch whose results were emitted for a later batch. */
    void recycle(ElementBatch<I, B> batch) {
        batch.clear();
        if (spares.size() < SPARES_MAX) {
            spares.push(batch);
        }
    }

    private static boolean isChainOpen(ElementBatch<?, ?> batch) {
        int count = batch.count();
        return count > 0 && batch.batch().isLinked(count - 1);
    }

    // A new batch gets the capacity of the one just taken, because a steady stream fills batches of similar size.
    private ElementBatch<I, B> spare(int events) {
        ElementBatch<I, B> spare = spares.poll();
        if (spare != null) {
            return spare;
        }
        ElementBatch<I, B> fresh = new ElementBatch<>(mapper.newBatch());
        fresh.ensureCapacity(events);
        return fresh;
    }
}
