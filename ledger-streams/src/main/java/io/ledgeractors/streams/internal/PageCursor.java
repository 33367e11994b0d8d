package io.ledgeractors.streams.internal;

import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.streams.ResumeToken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which page comes next. Timestamps are unique among the objects of a query, so the next page begins one behind the
 * last object of the page before. Pure: no clock, no threads, no streams.
 */
final class PageCursor {
    private final PageKind<?, ?> kind;
    private final ByteBuffer filter;
    private final boolean reversed;
    private final boolean live;
    // Objects still to come; Long.MAX_VALUE: all.
    private long left;
    private int asked;
    private boolean over;

    private PageCursor(PageKind<?, ?> kind, ByteBuffer filter, boolean reversed, boolean live, long left) {
        this.kind = kind;
        this.filter = filter;
        this.reversed = reversed;
        this.live = live;
        this.left = left;
    }

    /**
     * Begins with the first page.
     *
     * @param filter its limit is that of all pages together; 0, or a limit that was not set: to the end
     * @param live true if there may be more whenever there is nothing
     * @param from what was delivered before
     */
    static <F> PageCursor of(PageKind<?, F> kind, F filter, boolean live, ResumeToken from) {
        ByteBuffer bytes = kind.filter().encode(filter);
        long limit = Integer.toUnsignedLong(bytes.getInt(kind.filter().limit()));
        long left = isAll(limit) ? Long.MAX_VALUE : Math.max(0, limit - from.delivered());
        PageCursor cursor = new PageCursor(kind, bytes, kind.filter().reversed().isReversed(filter), live, left);
        cursor.over = left == 0;
        if (from.timestamp() != 0) {
            cursor.moveBehind(from.timestamp());
        }
        return cursor;
    }

    private static boolean isAll(long limit) {
        return limit == 0 || limit == QueryFilter.LIMIT_ALL;
    }

    /** True if there is no further page. */
    boolean isOver() {
        return over;
    }

    /** The next page's filter, for at most so many objects; the same until {@link #got}. */
    ByteBuffer request(int objectsMax) {
        asked = (int) Math.min(objectsMax, left);
        ByteBuffer page = ByteBuffer.allocate(filter.limit()).order(ByteOrder.LITTLE_ENDIAN);
        page.put(0, filter, 0, filter.limit());
        page.putInt(kind.filter().limit(), asked);
        return page;
    }

    /** Takes the page that was asked for. */
    void got(ByteBuffer page) {
        int size = kind.operation().resultSize();
        int count = page.limit() / size;
        if (left != Long.MAX_VALUE) {
            left -= count;
        }
        boolean isLast = count == 0 || (kind.endsShort() && count < asked);
        over = left == 0 || (isLast && !live);
        if (count > 0) {
            moveBehind(page.getLong((count - 1) * size + kind.timestamp()));
        }
    }

    // 0 as a bound would mean that there is none, and a lower bound above the upper one is no filter.
    private void moveBehind(long timestamp) {
        int min = kind.filter().timestampMin();
        int max = kind.filter().timestampMax();
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
