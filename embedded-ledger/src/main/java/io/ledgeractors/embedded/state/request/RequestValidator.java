package io.ledgeractors.embedded.state.request;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.nio.ByteBuffer;

/** Form and size of requests, whatever the state of the ledger. Source: protocol fact sheet, sections 5 and 6. */
public final class RequestValidator {
    /** A change event needs both accounts of it. */
    private static final int ACCOUNTS_OF_EVENT = 2;

    private final Limits limits;

    public RequestValidator(Limits limits) {
        this.limits = limits;
    }

    public boolean isValid(Operation operation, ByteBuffer body, int offset, int length) {
        if (length < 0 || length > limits.batchSizeLimit()) {
            return false;
        }
        return switch (operation.form()) {
            case PLAIN ->
                length % operation.eventSize() == 0 && isValidCount(operation, length / operation.eventSize());
            case MULTI_BATCH -> isValidMultiBatch(operation, body, offset, length);
        };
    }

    /** Elements of all batches of a valid body. */
    public int events(Operation operation, ByteBuffer body, int offset, int length) {
        int payload =
                operation.isMultiBatch() ? MultiBatch.payloadSize(body, offset, length, operation.eventSize()) : length;
        return payload / operation.eventSize();
    }

    /** The most results of one batch: change events have a limit of their own. */
    public int resultsMax(Operation operation) {
        int most = limits.resultsMax(operation);
        return operation == Operation.GET_CHANGE_EVENTS
                ? Math.min(most, limits.eventsMax(Operation.LOOKUP_ACCOUNTS_PLAIN) / ACCOUNTS_OF_EVENT)
                : most;
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
