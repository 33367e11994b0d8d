package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that grows ask by ask. Each ask is one batch, or several if it is forwarded. The checksum is computed as
 * the request grows.
 *
 * <p>An ask counts once it is in the list. Bytes behind {@link #size} mean nothing, so an ask whose copying failed
 * leaves no trace.
 */
final class OpenRequest<A extends Ask> {
    // Checksums of small asks are computed together, which costs less. Sealing computes the rest, which takes some
    // microseconds.
    private static final int SUM_AT_ONCE = 4096;

    /** Rises from request to request. The list of open requests is in this order. */
    final long number;

    final Operation operation;
    /** The kind of all its asks, see {@link Ask#isImported}. */
    final boolean imported;

    /** The change that a test makes to the way of its only ask; null for every other request. */
    final @Nullable Intervention intervention;

    final List<A> asks = new ArrayList<>();
    final RequestBuffer buffer;
    /** The time at which its first ask joined, in ns on the monotonic clock. */
    final long openedAt;
    /** This request may leave only when no request up to this number is open, because both hold a key. */
    long after;
    /** Number of events, where an ask without events counts as one. The queue is bounded by it. */
    int weight;
    /** The part of {@link #weight} that has credit. */
    int creditWeight;
    /** The part of {@link #payload} that has credit. */
    int creditPayload;
    /** Number of asks, from the first on, that have their answer. */
    int answered;

    private Limits limits;
    private int events;
    private int batches;
    private long results;
    private int size;
    private int summed;
    private boolean holdsBulk;
    private @Nullable Body body;

    /** Creates an empty request for asks of the same operation and kind as {@code first}. */
    OpenRequest(long number, A first, Limits limits, RequestBuffer buffer, long openedAt) {
        this.number = number;
        this.openedAt = openedAt;
        this.operation = first.operation();
        this.imported = first.isImported();
        this.intervention = first.intervention();
        this.limits = limits;
        this.buffer = buffer;
        if (buffer.checksum != null) {
            buffer.checksum.reset();
        }
    }

    /** Returns an empty request that replaces this one, to be built anew with some of its asks. */
    OpenRequest<A> emptied(RequestBuffer other) {
        OpenRequest<A> empty = new OpenRequest<>(number, asks.get(0), limits, other, openedAt);
        empty.after = after;
        return empty;
    }

    /** Returns the bytes of a request with this ask alone. */
    static int sizeOf(Ask ask) {
        Operation operation = ask.operation();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(ask.batches(), operation.eventSize()) : 0;
        return ask.events().limit() + trailer;
    }

    int events() {
        return events;
    }

    /** Returns the number of batches of all asks. */
    int batches() {
        return batches;
    }

    /** Returns the bytes of the events, without the trailer. */
    int payload() {
        return size;
    }

    /** Returns true if an ask of the bulk lane is in it. */
    boolean holdsBulk() {
        return holdsBulk;
    }

    /** Gives {@code answer} to all asks that have no answer yet. */
    void answerRest(Answer<A> answer) {
        while (answered < asks.size()) {
            answer.to(asks.get(answered++));
        }
    }

    /** Returns true if the ask has the operation and kind of this request. */
    boolean isFor(A ask) {
        return operation == ask.operation() && imported == ask.isImported();
    }

    boolean hasCapacityFor(A ask) {
        return (asks.isEmpty() || takesSeveralAsks())
                && limits.fits(operation, events + ask.count(), batches + ask.batches(), results + ask.results());
    }

    private boolean takesSeveralAsks() {
        return operation.isMultiBatch() && intervention == null;
    }

    /** Returns true if there is no capacity for an ask of one event and one result. */
    boolean isFull() {
        return !takesSeveralAsks() || !limits.fits(operation, events + 1, batches + 1, results + 1);
    }

    /** Returns true if it would fit into a request of a session with other limits. */
    boolean fits(Limits other) {
        return other.fits(operation, events, batches, results);
    }

    /** Lets the request grow only up to other limits from now on, if they are smaller. */
    void narrow(Limits other) {
        limits = limits.narrowed(other);
    }

    /**
     * Adds an ask for which there is capacity.
     *
     * @throws IllegalStateException if its bytes are not those of its events, or do not fit
     */
    void add(A ask) {
        ByteBuffer from = ask.events();
        int length = from.limit();
        require(length == ask.count() * operation.eventSize(), "an ask has other bytes than its events");
        require(length <= buffer.bytes.capacity() - size, "an ask does not fit into the buffer of its request");
        buffer.bytes.put(size, from, 0, length);
        asks.add(ask);
        size += length;
        events += ask.count();
        batches += ask.batches();
        results += ask.results();
        weight += Occupancy.weight(ask);
        holdsBulk |= ask.isBulk();
        if (ask.hasCredit()) {
            creditWeight += Occupancy.weight(ask);
            creditPayload += length;
        }
        if (size - summed >= SUM_AT_ONCE) {
            checksumUpTo(size);
        }
    }

    /**
     * Ends the request with its trailer and returns its body, the same one at every call.
     *
     * @throws IllegalStateException if the body is not what was added, or is greater than the session takes
     */
    Body seal() {
        Body known = body;
        if (known == null) {
            int end = operation.isMultiBatch() ? writeTrailer() : size;
            require(size == events * operation.eventSize(), "a request has other bytes than its events");
            require(end <= limits.batchSizeLimit(), "a request is greater than the session takes");
            ByteBuffer all = buffer.bytes.duplicate().position(0).limit(end);
            checksumUpTo(end);
            known = buffer.checksum == null ? Body.of(all) : Body.of(all, buffer.checksum.finish());
            body = known;
        }
        return known;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private void checksumUpTo(int end) {
        if (buffer.checksum != null) {
            buffer.checksum.update(buffer.bytes, summed, end - summed);
        }
        summed = end;
    }

    private int writeTrailer() {
        if (buffer.counts.length < batches) {
            buffer.counts = Arrays.copyOf(buffer.counts, Math.max(batches, 2 * buffer.counts.length));
        }
        int batch = 0;
        for (A ask : asks) {
            for (int i = 0; i < ask.batches(); i++) {
                buffer.counts[batch++] = ask.countOf(i);
            }
        }
        return MultiBatch.writeTrailer(buffer.bytes, 0, buffer.counts, batches, operation.eventSize());
    }
}
