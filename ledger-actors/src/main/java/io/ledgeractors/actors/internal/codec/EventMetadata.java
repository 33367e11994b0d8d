package io.ledgeractors.actors.internal.codec;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Reads from encoded events what the batcher must know about them. It is read on the thread of the asker, because the
 * batcher never looks into events.
 */
public final class EventMetadata {
    private EventMetadata() {}

    /** Returns how many results come back at most: for a query its limit, or what a reply holds if it has no limit. */
    public static int results(Operation operation, ByteBuffer events, int count) {
        return switch (operation) {
            case GET_CHANGE_EVENTS -> limit(operation, events, ChangeEventsFilterCodec.LIMIT);
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_BALANCES -> limit(operation, events, AccountFilterCodec.LIMIT);
            case QUERY_ACCOUNTS, QUERY_TRANSFERS -> limit(operation, events, QueryFilterCodec.LIMIT);
            default -> count;
        };
    }

    /** Returns true if the first event is imported, which all events of its ask must then be. */
    public static boolean isImported(Operation operation, ByteBuffer events) {
        if (events.limit() == 0) {
            return false;
        }
        return switch (operation) {
            case CREATE_ACCOUNTS -> AccountFlags.has(events.getShort(AccountCodec.FLAGS), AccountFlags.IMPORTED);
            case CREATE_TRANSFERS -> TransferFlags.has(events.getShort(TransferCodec.FLAGS), TransferFlags.IMPORTED);
            default -> false;
        };
    }

    // The ledger cuts a limit at what a reply holds. A filter without a limit asks for just that, so it is not refused.
    private static int limit(Operation operation, ByteBuffer events, int offset) {
        int limit = events.getInt(offset);
        if (limit == QueryFilter.LIMIT_ALL) {
            return Limits.DEFAULT.resultsMax(operation);
        }
        return limit < 0 ? Integer.MAX_VALUE : limit;
    }
}
