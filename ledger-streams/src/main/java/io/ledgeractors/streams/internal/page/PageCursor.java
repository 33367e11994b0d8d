package io.ledgeractors.streams.internal.page;

import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.streams.ResumeToken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Computes the filter of each page from the page before. Timestamps are unique among the objects of a query, so the
 * next page begins one behind the last object of the page before. Pure: no clock, no threads, no streams.
 */
final class PageCursor {
    private final PagedQuery<?, ?> query;
    private final ByteBuffer filter;
    private final boolean reversed;
    private final boolean live;
    // The number of objects that the limit still allows; Long.MAX_VALUE without a limit.
    private long left;
    // The limit of the page that was requested last.
    private int asked;
    private boolean over;

    private PageCursor(PagedQuery<?, ?> query, ByteBuffer filter, boolean reversed, boolean live, long left) {
        this.query = query;
        this.filter = filter;
        this.reversed = reversed;
        this.live = live;
        this.left = left;
    }

    /**
     * Returns a cursor before the first page.
     *
     * @param filter its limit is that of all pages together; 0 or a limit that was not set means no limit
     * @param live true if an empty page is not the end
     * @param from the position behind which the first page begins
     */
    static <F> PageCursor of(PagedQuery<?, F> query, F filter, boolean live, ResumeToken from) {
        ByteBuffer bytes = query.filter().encode(filter);
        long limit = Integer.toUnsignedLong(bytes.getInt(query.filter().limit()));
        long left = isAll(limit) ? Long.MAX_VALUE : Math.max(0, limit - from.delivered());
        PageCursor cursor =
                new PageCursor(query, bytes, query.filter().reversed().isReversed(filter), live, left);
        cursor.over = left == 0;
        if (from.timestamp() != 0) {
            cursor.moveBehind(from.timestamp());
        }
        return cursor;
    }

    private static boolean isAll(long limit) {
        return limit == 0 || limit == QueryFilter.LIMIT_ALL;
    }

    /** Returns true if there is no further page. */
    boolean isOver() {
        return over;
    }

    /** Returns the filter of the next page, for at most {@code objectsMax} objects; the same until {@link #got}. */
    ByteBuffer request(int objectsMax) {
        asked = (int) Math.min(objectsMax, left);
        ByteBuffer page = ByteBuffer.allocate(filter.limit()).order(ByteOrder.LITTLE_ENDIAN);
        page.put(0, filter, 0, filter.limit());
        page.putInt(query.filter().limit(), asked);
        return page;
    }

    /** Takes the page that was requested and moves behind it. */
    void got(ByteBuffer page) {
        int size = query.operation().resultSize();
        int count = page.limit() / size;
        if (left != Long.MAX_VALUE) {
            left -= count;
        }
        boolean isLast = count == 0 || (query.endsShort() && count < asked);
        over = left == 0 || (isLast && !live);
        if (count > 0) {
            moveBehind(page.getLong((count - 1) * size + query.timestamp()));
        }
    }

    // The cursor ends instead of sending bounds that the ledger understands differently. There 0 means no bound, and a
    // lower bound above the upper one makes the filter invalid.
    private void moveBehind(long timestamp) {
        int min = query.filter().timestampMin();
        int max = query.filter().timestampMax();
        if (reversed) {
            over |= timestamp <= Math.max(1, filter.getLong(min));
            filter.putLong(max, timestamp - 1);
        } else {
            long upper = filter.getLong(max);
            over |= timestamp == Long.MAX_VALUE || (upper != 0 && Long.compareUnsigned(timestamp, upper) >= 0);
            filter.putLong(min, timestamp + 1);
        }
    }
}
