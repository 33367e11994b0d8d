package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
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
 * A request that grows ask by ask: a batch each, the checksum summed as it grows.
 *
 * <p>An ask counts once its number stands in the list; bytes behind {@link #size} mean nothing, so an ask whose
 * copying failed has left no trace.
 */
final class OpenRequest<A extends Ask> {
    // Small asks are summed together, which costs less; what is left when a request is sealed takes some us.
    private static final int SUM_AT_ONCE = 4096;

    /** Rises from request to request; the list of open ones is in this order. */
    final long number;

    final Operation operation;
    /** Of which kind all its asks are, see {@link Ask#isImported}. */
    final boolean imported;

    final List<A> asks = new ArrayList<>();
    final RequestBuffer buffer;
    /** When its first ask joined. */
    final long openedAt;
    /** No request up to this number may be open when this one leaves, because both hold a key. */
    long after;
    /** Events, an ask without events counted as one: what the queue is bounded by. */
    int weight;
    /** The part of {@link #weight} that has credit. */
    int creditWeight;
    /** The part of {@link #payload} that has credit. */
    int creditPayload;
    /** Asks that have their answer already. */
    int answered;

    private Limits limits;
    private int events;
    private long results;
    private int size;
    private int summed;
    private boolean holdsBulk;
    private @Nullable Body body;

    /** An empty request for asks of the same operation and kind as {@code first}. */
    OpenRequest(long number, A first, Limits limits, RequestBuffer buffer, long openedAt) {
        this.number = number;
        this.openedAt = openedAt;
        this.operation = first.operation();
        this.imported = first.isImported();
        this.limits = limits;
        this.buffer = buffer;
        buffer.checksum.reset();
    }

    /** An empty request in the place of this one, to be built anew with some of its asks. */
    OpenRequest<A> emptied(RequestBuffer other) {
        OpenRequest<A> empty = new OpenRequest<>(number, asks.get(0), limits, other, openedAt);
        empty.after = after;
        return empty;
    }

    int events() {
        return events;
    }

    /** Bytes of the events, without the trailer. */
    int payload() {
        return size;
    }

    /** True if an ask of the bulk lane is in it. */
    boolean holdsBulk() {
        return holdsBulk;
    }

    /** Gives {@code answer} to all asks that have none yet. */
    void answerRest(Answer<A> answer) {
        while (answered < asks.size()) {
            answer.to(asks.get(answered++));
        }
    }

    /** True if an ask may join as far as what it does is concerned. */
    boolean isFor(A ask) {
        return operation == ask.operation() && imported == ask.isImported();
    }

    boolean hasRoomFor(A ask) {
        return (asks.isEmpty() || operation.isMultiBatch())
                && limits.fits(operation, events + ask.count(), asks.size() + 1, results + ask.results());
    }

    /** True if not even an ask of one event and one result has room. */
    boolean isFull() {
        return !operation.isMultiBatch() || !limits.fits(operation, events + 1, asks.size() + 1, results + 1);
    }

    /** True if it would fit into a request of a session with other limits. */
    boolean fits(Limits other) {
        return other.fits(operation, events, asks.size(), results);
    }

    /** Grows up to other limits from now on, if they are smaller. */
    void narrow(Limits other) {
        limits = other.batchSizeLimit() < limits.batchSizeLimit() ? other : limits;
    }

    void add(A ask) {
        ByteBuffer from = ask.events();
        int length = from.limit();
        buffer.bytes.put(size, from, 0, length);
        asks.add(ask);
        size += length;
        events += ask.count();
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

    /** Ends the request with its trailer; the same body at every call. */
    Body seal() {
        Body known = body;
        if (known == null) {
            int end = operation.isMultiBatch() ? writeTrailer() : size;
            checksumUpTo(end);
            known = Body.of(buffer.bytes.duplicate().position(0).limit(end), buffer.checksum.finish());
            body = known;
        }
        return known;
    }

    private void checksumUpTo(int end) {
        buffer.checksum.update(buffer.bytes, summed, end - summed);
        summed = end;
    }

    private int writeTrailer() {
        int batches = asks.size();
        if (buffer.counts.length < batches) {
            buffer.counts = Arrays.copyOf(buffer.counts, Math.max(batches, 2 * buffer.counts.length));
        }
        for (int i = 0; i < batches; i++) {
            buffer.counts[i] = asks.get(i).count();
        }
        return MultiBatch.writeTrailer(buffer.bytes, 0, buffer.counts, batches, operation.eventSize());
    }
}
