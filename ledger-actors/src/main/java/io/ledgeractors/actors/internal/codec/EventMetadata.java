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

/** What an asker's encoded events mean for the request they join, found where he stands: the batcher looks into none. */
public final class EventMetadata {
    private EventMetadata() {}

    /** Results that come back at most: of a query its limit, all that a reply holds if it has none. */
    public static int results(Operation operation, ByteBuffer events, int count) {
        return switch (operation) {
            case GET_CHANGE_EVENTS -> limit(operation, events, ChangeEventsFilterCodec.LIMIT);
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_BALANCES -> limit(operation, events, AccountFilterCodec.LIMIT);
            case QUERY_ACCOUNTS, QUERY_TRANSFERS -> limit(operation, events, QueryFilterCodec.LIMIT);
            default -> count;
        };
    }

    /** Whether the first event keeps a timestamp of its own, so that all of its ask must. */
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

    // The ledger cuts a limit at what a reply holds. Who did not set one wants just that, so it is no reason to refuse.
    private static int limit(Operation operation, ByteBuffer events, int offset) {
        int limit = events.getInt(offset);
        if (limit == QueryFilter.LIMIT_ALL) {
            return Limits.DEFAULT.resultsMax(operation);
        }
        return limit < 0 ? Integer.MAX_VALUE : limit;
    }
}
