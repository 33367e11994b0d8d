package io.ledgeractors.streams;

import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.annotation.InternalApi;

/**
 * Encoded events of a create operation, 128 bytes each, little endian, one after another.
 *
 * <p>A batch is filled by its owner, then lent to a stage: from the moment it enters the stage until its
 * results come out nobody may change it. Afterwards it may be cleared and filled again, so that a steady
 * stream allocates no bytes. A batch that went into a stage whose stream failed or was cancelled is not
 * given back. Not thread-safe.
 *
 * <p>Accounts and transfers have id and flags at the same offsets. Source: protocol fact sheet, section 7.
 */
public abstract sealed class EventBatch permits TransferBatch, AccountBatch {
    /** Bytes of one event. */
    public static final int EVENT_SIZE = TransferCodec.SIZE;

    private static final int FIRST_EVENTS = 16;

    private ByteBuffer bytes = Bytes.allocate(FIRST_EVENTS * EVENT_SIZE);
    private int count;
    private boolean lent;

    EventBatch() {}

    /** Number of events. */
    public final int count() {
        return count;
    }

    /** True if there is no event. */
    public final boolean isEmpty() {
        return count == 0;
    }

    /**
     * The id of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public final UInt128 id(int index) {
        return Bytes.getU128(bytes, offset(index) + TransferCodec.ID);
    }

    /**
     * True if the event succeeds or fails together with the next one.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public final boolean isLinked(int index) {
        return TransferFlags.has(bytes.getShort(offset(index) + TransferCodec.FLAGS), TransferFlags.LINKED);
    }

    /** The ids of all events, in order. */
    public final List<UInt128> ids() {
        List<UInt128> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(id(i));
        }
        return ids;
    }

    /** The encoded events: read only, little endian, from 0 to the limit. A view, valid until the batch changes. */
    public final ByteBuffer bytes() {
        return bytes.asReadOnlyBuffer().limit(count * EVENT_SIZE).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Appends events that are encoded already.
     *
     * @param source little endian; position and limit stay
     * @param offset where the first event starts, in bytes
     * @param events how many
     * @throws IllegalStateException if the batch is lent to a stage
     * @throws IndexOutOfBoundsException if {@code source} holds fewer
     */
    public final void addEncoded(ByteBuffer source, int offset, int events) {
        int at = grow(events);
        bytes.put(at, source, offset, events * EVENT_SIZE);
        count += events;
    }

    /**
     * Cuts the batch back to its first events.
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
     * Removes all events and keeps the memory.
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
    }

    /** Internal: a stage gives the batch back. */
    @InternalApi
    public final void giveBack() {
        lent = false;
    }

    /** Makes room for one more event, counts it and returns its offset; all 128 bytes are to be written. */
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
            throw new IndexOutOfBoundsException("no event at " + index + " in a batch of " + count);
        }
        return index * EVENT_SIZE;
    }

    private int grow(int events) {
        requireOwned();
        int at = count * EVENT_SIZE;
        int needed = at + events * EVENT_SIZE;
        if (needed > bytes.capacity()) {
            bytes = Bytes.allocate(Math.max(needed, 2 * bytes.capacity())).put(0, bytes, 0, at);
        }
        return at;
    }

    private void requireOwned() {
        if (lent) {
            throw new IllegalStateException("the batch is lent to a stage until its results come out of it");
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + count + " events)";
    }
}
