package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * A query over several ledgers, read page by page until the caller's limit is filled. Timestamps are unique among the
 * results of a query, so a page begins one behind the last result of the page before.
 */
final class PagedRead implements FilteredRead {
    /** The offsets in an encoded filter and in a result, in bytes. */
    private record Layout(int timestampMin, int timestampMax, int limit, int resultTimestamp) {
        static Layout of(Operation operation) {
            return switch (operation) {
                case QUERY_ACCOUNTS -> ofQuery(AccountCodec.TIMESTAMP);
                case QUERY_TRANSFERS -> ofQuery(TransferCodec.TIMESTAMP);
                case GET_CHANGE_EVENTS ->
                    new Layout(
                            ChangeEventsFilterCodec.TIMESTAMP_MIN,
                            ChangeEventsFilterCodec.TIMESTAMP_MAX,
                            ChangeEventsFilterCodec.LIMIT,
                            ChangeEventCodec.TIMESTAMP);
                default -> throw new IllegalArgumentException(operation + " has no pages over several ledgers");
            };
        }

        private static Layout ofQuery(int resultTimestamp) {
            return new Layout(
                    QueryFilterCodec.TIMESTAMP_MIN,
                    QueryFilterCodec.TIMESTAMP_MAX,
                    QueryFilterCodec.LIMIT,
                    resultTimestamp);
        }
    }

    private final Operation operation;
    private final Layout layout;
    private final boolean isReversed;
    private final ByteBuffer first;
    private final int pageMax;
    private final int wanted;
    private final AllowedResults allowed;

    private long timestampMin;
    private long timestampMax;
    /** The most results of the present page. */
    private int asked;

    PagedRead(AccessLimits limits, Operation operation, ByteBuffer filter) {
        this.operation = operation;
        this.layout = Layout.of(operation);
        this.isReversed = operation != Operation.GET_CHANGE_EVENTS
                && QueryFilterFlags.has(filter.getInt(QueryFilterCodec.FLAGS), QueryFilterFlags.REVERSED);
        this.first = filter;
        this.pageMax = Limits.DEFAULT.resultsMax(operation);
        this.wanted = (int) Math.min(Integer.toUnsignedLong(filter.getInt(layout.limit)), pageMax);
        this.allowed = new AllowedResults(limits, operation, wanted);
        this.timestampMin = filter.getLong(layout.timestampMin);
        this.timestampMax = filter.getLong(layout.timestampMax);
        this.asked = wanted;
    }

    // The first page has the caller's own filter, so that the ledger judges it: an invalid filter has no results.
    @Override
    public ReadStep begin() {
        return new ReadStep.Query(operation, first, 1);
    }

    @Override
    public ReadStep answered(ByteBuffer results) {
        int count = results.limit() / operation.resultSize();
        allowed.add(results);
        if (allowed.isFull() || isLast(count)) {
            return finished();
        }
        long last = results.getLong((count - 1) * operation.resultSize() + layout.resultTimestamp);
        if (!moveBehind(last)) {
            return finished();
        }
        asked = Math.min(pageMax, Math.max(2 * asked, wanted - allowed.count()));
        return new ReadStep.Query(operation, page(), 1);
    }

    // The ledger may shorten a page of change events, so only an empty page tells that there are no more. A shortened
    // page with results for the caller is passed on, because callers know that such pages can be short.
    private boolean isLast(int count) {
        return count == 0 || count < asked && (operation != Operation.GET_CHANGE_EVENTS || allowed.count() > 0);
    }

    // To the ledger 0 means no bound, and a lower bound above the upper one makes a filter invalid.
    private boolean moveBehind(long last) {
        if (isReversed) {
            timestampMax = last - 1;
            return last > Math.max(1, timestampMin);
        }
        timestampMin = last + 1;
        return last != Long.MAX_VALUE && (timestampMax == 0 || last < timestampMax);
    }

    private ByteBuffer page() {
        ByteBuffer page = Bytes.allocate(first.limit()).put(0, first, 0, first.limit());
        page.putLong(layout.timestampMin, timestampMin);
        page.putLong(layout.timestampMax, timestampMax);
        page.putInt(layout.limit, asked);
        return page;
    }

    private ReadStep finished() {
        return new ReadStep.Finished(allowed.toBuffer());
    }
}
