package io.ledgeractors.client.internal.call;

import io.ledgeractors.client.exception.InvalidReplyException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.client.exception.TooMuchDataException;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of the calls of one operation, which are one batch each. Source: protocol fact sheet, sections 5 to 7.
 *
 * @param operation the operation
 * @param encoder writes one event
 * @param decoder reads one result
 * @param <E> type of an event
 * @param <R> type of a result
 */
public record CallKind<E, R>(Operation operation, Encoder<E> encoder, Decoder<R> decoder) {
    /** Writes all bytes of an event at an offset. */
    @FunctionalInterface
    public interface Encoder<E> {
        void encode(E event, ByteBuffer buffer, int offset);
    }

    /** Reads the result at an offset. */
    @FunctionalInterface
    public interface Decoder<R> {
        R decode(ByteBuffer buffer, int offset);
    }

    /** Returns the size in bytes of a request with this number of events. */
    long requestSize(int events) {
        return (long) events * operation.eventSize()
                + (operation.isMultiBatch() ? MultiBatch.trailerSize(1, operation.eventSize()) : 0);
    }

    /** Writes a request; the buffer's limit is its size. */
    void encode(List<E> events, ByteBuffer buffer) {
        int offset = 0;
        for (E event : events) {
            encoder.encode(event, buffer, offset);
            offset += operation.eventSize();
        }
        if (operation.isMultiBatch()) {
            MultiBatch.writeTrailer(buffer, 0, new int[] {events.size()}, 1, operation.eventSize());
        }
    }

    /**
     * Returns why a server with these limits does not accept the call, or null if it does.
     *
     * @param limit results that a query asks for. The server silently reduces a greater limit, as a caller that set no
     *     limit wants
     */
    @Nullable
    RequestException refusal(int events, long limit, Limits limits) {
        int eventsMax = limits.eventsMax(operation);
        if (events > eventsMax) {
            return new TooMuchDataException(operation, "events", events, eventsMax);
        }
        int resultsMax = limits.resultsMax(operation);
        return limit > resultsMax && limit != QueryFilter.LIMIT_ALL
                ? new TooMuchDataException(operation, "results", limit, resultsMax)
                : null;
    }

    /**
     * Reads a reply.
     *
     * @throws InvalidReplyException if it does not have the form of a reply to this number of events
     */
    List<R> decode(ByteBuffer reply, int events) {
        int size = operation.resultSize();
        int payload = payload(reply, size);
        int count = payload / size;
        if (operation.isCreate() && count != events) {
            throw new InvalidReplyException(count + " results for " + events + " events");
        }
        List<R> results = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                results.add(decoder.decode(reply, i * size));
            }
        } catch (IllegalArgumentException unknown) {
            throw new InvalidReplyException(String.valueOf(unknown.getMessage()));
        }
        return Collections.unmodifiableList(results);
    }

    private int payload(ByteBuffer reply, int size) {
        int length = reply.limit();
        if (length > Header.BODY_MAX || length % size != 0) {
            throw new InvalidReplyException(length + " bytes are no whole number of results");
        }
        if (!operation.isMultiBatch()) {
            return length;
        }
        if (MultiBatch.batches(reply, 0, length, size) != 1) {
            throw new InvalidReplyException("it is not one batch");
        }
        return MultiBatch.payloadSize(reply, 0, length, size);
    }
}
