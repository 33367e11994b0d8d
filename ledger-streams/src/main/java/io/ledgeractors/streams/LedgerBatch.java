package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.annotation.InternalApi;

/**
 * What one request carries, encoded, little endian, one after another: events of a create operation or ids to be
 * looked up.
 *
 * <p>A batch is filled by its owner, then lent to a stage: from the moment it enters the stage until its
 * results come out nobody may change it. Afterwards it may be cleared and filled again, so that a steady
 * stream allocates no bytes. A batch that went into a stage whose stream failed or was cancelled is not
 * given back. Not thread-safe.
 *
 * <p>All that a batch can hold begins with its id. Source: protocol fact sheet, sections 5 and 7.
 */
public abstract sealed class LedgerBatch permits EventBatch, IdBatch {
    private static final int FIRST_EVENTS = 16;

    private final int eventSize;
    private ByteBuffer bytes;
    private int count;
    private boolean lent;
    // How often it was lent: tells results that are still its own from those that were overwritten.
    private int lendings;
    private ByteBuffer results = Bytes.allocate(0);

    LedgerBatch(int eventSize) {
        this.eventSize = eventSize;
        this.bytes = Bytes.allocate(FIRST_EVENTS * eventSize);
    }

    /** Bytes of one event or id. */
    public final int eventSize() {
        return eventSize;
    }

    /** Number of events or ids. */
    public final int count() {
        return count;
    }

    /** True if there is nothing in it. */
    public final boolean isEmpty() {
        return count == 0;
    }

    /**
     * The id at a position.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public final UInt128 id(int index) {
        return Bytes.getU128(bytes, offset(index));
    }

    /**
     * True if the event succeeds or fails together with the next one; never for ids.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public abstract boolean isLinked(int index);

    /**
     * True if the event is historical, with a timestamp of its own; never for ids.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public abstract boolean isImported(int index);

    /** All ids, in order. */
    public final List<UInt128> ids() {
        List<UInt128> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(id(i));
        }
        return ids;
    }

    /** What is encoded: read only, little endian, from 0 to the limit. A view, valid until the batch changes. */
    public final ByteBuffer bytes() {
        return bytes.asReadOnlyBuffer().limit(count * eventSize).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Appends what is encoded already.
     *
     * @param source little endian; position and limit stay
     * @param offset where the first one starts, in bytes
     * @param events how many
     * @throws IllegalStateException if the batch is lent to a stage
     * @throws IndexOutOfBoundsException if {@code source} holds fewer
     */
    public final void addEncoded(ByteBuffer source, int offset, int events) {
        int at = grow(events);
        bytes.put(at, source, offset, events * eventSize);
        count += events;
    }

    /**
     * Makes room, so that filling the batch up to there allocates nothing.
     *
     * @param events how many it shall hold
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public final void ensureCapacity(int events) {
        requireOwned();
        if (events * eventSize > bytes.capacity()) {
            reallocate(events * eventSize);
        }
    }

    /**
     * Cuts the batch back to its beginning.
     *
     * @param events how many stay, 0 to {@link #count()}
     * @throws IllegalStateException if the batch is lent to a stage
     * @throws IllegalArgumentException if {@code events} is out of range
     */
    public final void truncate(int events) {
        if (events < 0 || events > count) {
            throw new IllegalArgumentException("must keep 0 to " + count + " events, not " + events);
        }
        requireOwned();
        count = events;
    }

    /**
     * Empties the batch and keeps the memory.
     *
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public final void clear() {
        truncate(0);
    }

    /** Internal: a stage takes the batch. */
    @InternalApi
    public final void lend() {
        requireOwned();
        lent = true;
        lendings++;
    }

    /** Internal: copies results into memory of this batch, where they stay until it has been lent again. */
    @InternalApi
    public final ByteBuffer copyResults(ByteBuffer answer) {
        int size = answer.limit();
        if (results.capacity() < size) {
            results = Bytes.allocate(size);
        }
        results.limit(size);
        return results.put(0, answer, 0, size);
    }

    final int lendings() {
        return lendings;
    }

    /** Internal: a stage gives the batch back. */
    @InternalApi
    public final void giveBack() {
        lent = false;
    }

    /** Makes room for one more, counts it and returns its offset; all its bytes are to be written. */
    final int append() {
        int at = grow(1);
        count++;
        return at;
    }

    final ByteBuffer buffer() {
        return bytes;
    }

    final int offset(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("nothing at " + index + " in a batch of " + count);
        }
        return index * eventSize;
    }

    private int grow(int events) {
        requireOwned();
        int at = count * eventSize;
        int needed = at + events * eventSize;
        if (needed > bytes.capacity()) {
            reallocate(Math.max(needed, 2 * bytes.capacity()));
        }
        return at;
    }

    private void reallocate(int capacity) {
        bytes = Bytes.allocate(capacity).put(0, bytes, 0, count * eventSize);
    }

    private void requireOwned() {
        if (lent) {
            throw new IllegalStateException("the batch is lent to a stage until its results come out of it");
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + count + ")";
    }
}
