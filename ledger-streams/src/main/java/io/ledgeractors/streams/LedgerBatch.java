package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.annotation.InternalApi;

/**
 * The content of one request: events of a create operation or ids to be looked up, encoded in little endian, one after
 * another. Not thread-safe.
 *
 * <p>A batch is filled by its owner and then lent to a stage. It must not change from the moment it enters the stage
 * until its results are emitted; methods that change it throw {@link IllegalStateException} in that time. Afterwards
 * the owner may clear and fill it again, so that a steady stream allocates no memory. A batch that entered a stage
 * whose stream failed or was cancelled stays lent.
 *
 * <p>Each event or id begins with its id. Source: protocol fact sheet, sections 5 and 7.
 */
public abstract sealed class LedgerBatch permits EventBatch, IdBatch {
    private static final int INITIAL_EVENTS = 16;

    private final int eventSize;
    private ByteBuffer bytes;
    private int count;
    private boolean lent;
    // The number of times that the batch was lent. Results remember it, to detect that they were overwritten.
    private int lendings;
    private ByteBuffer results = Bytes.allocate(0);

    LedgerBatch(int eventSize) {
        this.eventSize = eventSize;
        this.bytes = Bytes.allocate(INITIAL_EVENTS * eventSize);
    }

    /** Returns the size of one event or id, bytes. */
    public final int eventSize() {
        return eventSize;
    }

    /** Returns the number of events or ids. */
    public final int count() {
        return count;
    }

    /** Returns true if the batch has no events or ids. */
    public final boolean isEmpty() {
        return count == 0;
    }

    /**
     * Returns the id at a position.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is nothing at {@code index}
     */
    public final UInt128 id(int index) {
        return Bytes.getU128(bytes, offset(index));
    }

    /**
     * Returns true if the event succeeds or fails together with the next one; false for ids.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is nothing at {@code index}
     */
    public abstract boolean isLinked(int index);

    /**
     * Returns true if the event is historical, with a timestamp of its own; false for ids.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is nothing at {@code index}
     */
    public abstract boolean isImported(int index);

    /** Returns all ids, in order. */
    public final List<UInt128> ids() {
        List<UInt128> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(id(i));
        }
        return ids;
    }

    /**
     * Returns a read-only view of the encoded content, little endian, from 0 to the limit; valid until the batch
     * changes.
     */
    public final ByteBuffer bytes() {
        return bytes.asReadOnlyBuffer().limit(count * eventSize).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Appends events or ids that are encoded already.
     *
     * @param source little endian; its position and limit do not change
     * @param offset where the first event or id starts in {@code source}, bytes
     * @param events number of events or ids
     * @throws IllegalStateException if the batch is lent to a stage
     * @throws IndexOutOfBoundsException if {@code source} holds fewer
     */
    public final void addEncoded(ByteBuffer source, int offset, int events) {
        int at = grow(events);
        bytes.put(at, source, offset, events * eventSize);
        count += events;
    }

    /**
     * Allocates memory, so that filling the batch up to {@code events} allocates nothing.
     *
     * @param events number of events or ids that the batch is to hold
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public final void ensureCapacity(int events) {
        requireOwned();
        if (events * eventSize > bytes.capacity()) {
            reallocate(events * eventSize);
        }
    }

    /**
     * Removes events or ids from the end.
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
     * Removes all events or ids and keeps the memory.
     *
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public final void clear() {
        truncate(0);
    }

    /**
     * INTERNAL API. Lends the batch to a stage.
     *
     * @throws IllegalStateException if the batch is lent already
     */
    @InternalApi
    public final void lend() {
        requireOwned();
        lent = true;
        lendings++;
    }

    /** INTERNAL API. Copies results into memory of this batch, where they are valid until the batch is lent again. */
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

    /** INTERNAL API. Returns the batch to its owner. */
    @InternalApi
    public final void giveBack() {
        lent = false;
    }

    /** Appends an event or id and returns its offset; the caller must write all its bytes. */
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
