package io.ledgeractors.tck.naive;

import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** Checks what fits into a request and its reply. Source: protocol fact sheet, sections 5 and 6. */
final class BodyRules {
    private final int batchSizeLimit;

    /** Creates the rules of a ledger that accepts request bodies of up to so many bytes. */
    BodyRules(int batchSizeLimit) {
        this.batchSizeLimit = batchSizeLimit;
    }

    /** Returns true if the request is well-formed. */
    boolean isValid(Operation operation, ByteBuffer body) {
        if (operation == Operation.REGISTER || body.limit() > batchSizeLimit) {
            return false;
        }
        return operation.isMultiBatch() ? areValidBatches(operation, body) : isValidPlain(operation, body.limit());
    }

    /** Returns the greatest number of events of one batch whose request and reply fit. */
    int eventsMax(Operation operation) {
        return Math.min(
                elements(operation, batchSizeLimit, operation.eventSize()),
                elements(operation, Header.BODY_MAX, operation.resultSize()));
    }

    /** Returns the greatest number of results of one filter. */
    int resultsMax(Operation operation) {
        int fit = elements(operation, Header.BODY_MAX, operation.resultSize());
        // Both accounts of each event are looked up, and no more than a request of old clients could ask for.
        int lookups = eventsMax(Operation.LOOKUP_ACCOUNTS_PLAIN);
        return operation == Operation.GET_CHANGE_EVENTS ? Math.min(fit, lookups / 2) : fit;
    }

    /** Returns the greatest number of pending transfers that one pulse can expire. */
    int expiriesMax() {
        return eventsMax(Operation.CREATE_TRANSFERS_PLAIN);
    }

    private static int elements(Operation operation, int bytes, int size) {
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(1, size) : 0;
        return (bytes - trailer) / size;
    }

    private boolean isValidPlain(Operation operation, int length) {
        if (operation.kind() == Operation.Kind.QUERY) {
            return length == operation.eventSize();
        }
        return length % operation.eventSize() == 0 && length / operation.eventSize() <= eventsMax(operation);
    }

    private boolean areValidBatches(Operation operation, ByteBuffer body) {
        int batches = MultiBatch.batches(body, 0, body.limit(), operation.eventSize());
        if (batches < 0) {
            return false;
        }
        long results = 0;
        int at = 0;
        for (int i = 0; i < batches; i++) {
            int events = MultiBatch.count(body, 0, body.limit(), i);
            boolean query = operation.kind() == Operation.Kind.QUERY;
            if (query ? events != 1 : events > eventsMax(operation)) {
                return false;
            }
            results += query ? Math.min(limit(operation, body, at), resultsMax(operation)) : events;
            at += events * operation.eventSize();
        }
        return results * operation.resultSize() + MultiBatch.trailerSize(batches, operation.resultSize())
                <= Header.BODY_MAX;
    }

    private static long limit(Operation operation, ByteBuffer body, int at) {
        int offset = operation.eventSize() == 128 ? 120 : 56; // account filter, query filter
        return Integer.toUnsignedLong(body.getInt(at + offset));
    }
}
