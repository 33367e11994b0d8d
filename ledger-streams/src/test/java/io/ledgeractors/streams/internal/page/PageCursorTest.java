package io.ledgeractors.streams.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PageCursorTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_121L);
    private static final int RUNS = 10_000;

    @Test
    void shouldReadEverythingOnceWhateverThePagesAre() {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            try {
                run(new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("run with -Dledger.seed=" + seed, failure);
            }
        }
    }

    private static void run(Random random) {
        TreeSet<Long> ledger = new TreeSet<>();
        int objects = random.nextInt(40);
        int range = 1 + random.nextInt(100);
        for (int i = 0; i < objects; i++) {
            ledger.add(1L + random.nextInt(range));
        }
        if (random.nextInt(20) == 0) {
            ledger.add(Long.MAX_VALUE);
        }
        long min = random.nextBoolean() ? 0 : 1 + random.nextInt(range);
        long max = random.nextBoolean() ? 0 : 1 + random.nextInt(range);
        int flags = random.nextBoolean() ? QueryFilterFlags.REVERSED : 0;
        int limit = random.nextBoolean() ? QueryFilter.LIMIT_ALL : 1 + random.nextInt(50);
        QueryFilter filter = new QueryFilter(UInt128.ZERO, 0, 0, 0, 0, min, max, limit, flags);
        int pageSize = 1 + random.nextInt(12);
        List<Long> all = select(ledger, filter, filter.limit());

        ResumeToken position = ResumeToken.START;
        List<Long> read = new ArrayList<>();
        int stops = random.nextInt(4);
        for (int i = 0; i <= stops; i++) {
            int most = i == stops ? Integer.MAX_VALUE : random.nextInt(30);
            position = read(ledger, filter, pageSize, position, most, read);
        }

        assertThat(read).isEqualTo(all);
    }

    private static ResumeToken read(
            TreeSet<Long> ledger, QueryFilter filter, int pageSize, ResumeToken from, int most, List<Long> out) {
        PageCursor cursor = PageCursor.of(PagedQuery.TRANSFERS, filter, false, from);
        ResumeToken position = from;
        int taken = 0;
        for (int pages = 0; !cursor.isOver(); pages++) {
            assertThat(pages).isLessThan(1_000);
            QueryFilter asked = QueryFilterCodec.decode(cursor.request(pageSize), 0);
            assertThat(asked.limit()).isBetween(1, pageSize);
            List<Long> page = select(ledger, asked, asked.limit());
            cursor.got(encode(page));
            for (long timestamp : page) {
                if (taken++ == most) {
                    return position;
                }
                out.add(timestamp);
                position = ResumeToken.parse(new ResumeToken(timestamp, position.delivered() + 1).toString());
            }
        }
        return position;
    }

    // The ledger finds nothing with an impossible filter, and takes 0 to mean no bound.
    private static List<Long> select(TreeSet<Long> ledger, QueryFilter filter, int limit) {
        long min = filter.timestampMin();
        long max = filter.timestampMax() == 0 ? Long.MAX_VALUE : filter.timestampMax();
        if (min < 0 || max < min) {
            return List.of();
        }
        List<Long> selected = new ArrayList<>(ledger.subSet(min, true, max, true));
        if (filter.flags() == QueryFilterFlags.REVERSED) {
            Collections.reverse(selected);
        }
        return selected.subList(0, Math.min(limit, selected.size()));
    }

    private static ByteBuffer encode(List<Long> timestamps) {
        ByteBuffer page = Bytes.allocate(timestamps.size() * TransferCodec.SIZE);
        for (int i = 0; i < timestamps.size(); i++) {
            page.putLong(i * TransferCodec.SIZE + TransferCodec.TIMESTAMP, timestamps.get(i));
        }
        return page;
    }

    @Test
    void shouldNotTakeAShortPageOfChangeEventsForTheEnd() {
        PageCursor cursor = PageCursor.of(
                PagedQuery.CHANGE_EVENTS, ChangeEventsFilter.builder().build(), false, ResumeToken.START);
        cursor.request(1_000);
        ByteBuffer page = Bytes.allocate(ChangeEventCodec.SIZE);
        page.putLong(ChangeEventCodec.TIMESTAMP, 7);
        cursor.got(page);
        assertThat(cursor.isOver()).isFalse();
        assertThat(cursor.request(1_000).getLong(0)).isEqualTo(8);
        cursor.got(Bytes.allocate(0));
        assertThat(cursor.isOver()).isTrue();
    }

    @Test
    void shouldGoOnForEverWhenLive() {
        PageCursor cursor = PageCursor.of(
                PagedQuery.CHANGE_EVENTS,
                ChangeEventsFilter.builder().timestampMax(9).build(),
                true,
                ResumeToken.START);
        cursor.request(10);
        cursor.got(Bytes.allocate(0));
        assertThat(cursor.isOver()).isFalse();
        ByteBuffer page = Bytes.allocate(ChangeEventCodec.SIZE);
        page.putLong(ChangeEventCodec.TIMESTAMP, 9);
        cursor.got(page);
        assertThat(cursor.isOver()).isTrue();
    }
}
