package io.ledgeractors.embedded.state.request;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Validates the form and the size of requests, whatever the ledger contains. Immutable. Source: protocol fact sheet,
 * sections 5 and 6.
 */
public final class RequestValidator {
    /** The accounts that a change event describes. */
    private static final int ACCOUNTS_OF_EVENT = 2;

    /** The count of a request that is invalid. */
    public static final int INVALID = -1;

    private final Limits limits;

    /** Creates a validator of requests that have to keep these limits. */
    public RequestValidator(Limits limits) {
        this.limits = limits;
    }

    /**
     * Validates the body of a request: sizes, trailer, the number of events, and whether the most results possible fit
     * into a reply.
     *
     * @param body little endian; addressed absolutely
     * @return the request, or null if it is to be answered with the eviction {@code invalid_request_body}
     * @throws IllegalArgumentException if the buffer is not little endian
     */
    public @Nullable ValidatedRequest validate(Operation operation, ByteBuffer body, int offset, int length) {
        int events = count(operation, body, offset, length);
        return events == INVALID ? null : new ValidatedRequest(limits, operation, body, offset, length, events);
    }

    /**
     * Validates the body of a request without taking memory, so that it also works when none is left.
     *
     * @param body little endian; addressed absolutely
     * @return the number of elements of all batches, or {@link #INVALID}
     * @throws IllegalArgumentException if the buffer is not little endian
     */
    public int count(Operation operation, ByteBuffer body, int offset, int length) {
        if (body.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("the buffer of the request must be little endian");
        }
        return isValid(operation, body, offset, length) ? events(operation, body, offset, length) : INVALID;
    }

    /** Returns the most results of one batch. Change events have a limit of their own. */
    public int resultsMax(Operation operation) {
        int most = limits.resultsMax(operation);
        return operation == Operation.GET_CHANGE_EVENTS
                ? Math.min(most, limits.eventsMax(Operation.LOOKUP_ACCOUNTS_PLAIN) / ACCOUNTS_OF_EVENT)
                : most;
    }

    private boolean isValid(Operation operation, ByteBuffer body, int offset, int length) {
        if (length < 0 || length > limits.batchSizeLimit()) {
            return false;
        }
        return switch (operation.form()) {
            case PLAIN ->
                length % operation.eventSize() == 0 && isValidCount(operation, length / operation.eventSize());
            case MULTI_BATCH -> isValidMultiBatch(operation, body, offset, length);
        };
    }

    private static int events(Operation operation, ByteBuffer body, int offset, int length) {
        int payload =
                operation.isMultiBatch() ? MultiBatch.payloadSize(body, offset, length, operation.eventSize()) : length;
        return payload / operation.eventSize();
    }

    private boolean isValidMultiBatch(Operation operation, ByteBuffer body, int offset, int length) {
        int batches = MultiBatch.batches(body, offset, length, operation.eventSize());
        if (batches < 0) {
            return false;
        }
        long results = 0;
        int at = offset;
        for (int i = 0; i < batches; i++) {
            int events = MultiBatch.count(body, offset, length, i);
            if (!isValidCount(operation, events)) {
                return false;
            }
            results += resultsExpected(operation, body, at, events);
            at += events * operation.eventSize();
        }
        long trailer = MultiBatch.trailerSize(batches, operation.resultSize());
        return results * operation.resultSize() + trailer <= Header.BODY_MAX;
    }

    private boolean isValidCount(Operation operation, int events) {
        return switch (operation.kind()) {
            case CREATE, LOOKUP -> events <= limits.eventsMax(operation);
            case QUERY -> events == 1;
            case REGISTER -> false;
        };
    }

    private long resultsExpected(Operation operation, ByteBuffer body, int at, int events) {
        if (operation.kind() != Operation.Kind.QUERY) {
            return events;
        }
        long limit = Integer.toUnsignedLong(body.getInt(at + limitField(operation)));
        return Math.min(limit, limits.resultsMax(operation));
    }

    private static int limitField(Operation operation) {
        return switch (operation) {
            case GET_CHANGE_EVENTS -> ChangeEventsFilterCodec.LIMIT;
            case QUERY_ACCOUNTS, QUERY_TRANSFERS, QUERY_ACCOUNTS_PLAIN, QUERY_TRANSFERS_PLAIN -> QueryFilterCodec.LIMIT;
            default -> AccountFilterCodec.LIMIT;
        };
    }
}
