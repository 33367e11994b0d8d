package io.ledgeractors.embedded.state.read;

import io.ledgeractors.embedded.state.find.FieldFilter;
import io.ledgeractors.embedded.state.index.Ordinals;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.tables.Timestamps;
import io.ledgeractors.wire.TransferCodec;

/** Iterates over the records that a filter matches, in the order of their timestamps or reversed. */
final class ResultCursor {
    /** Returned instead of an ordinal if there are no more records. */
    static final int END = -1;

    private final RecordStore records;
    private final FieldFilter filter;
    private final Ordinals candidates;
    private final int from;
    private final int to;
    private int next;

    ResultCursor(RecordStore records, FieldFilter filter, Ordinals candidates) {
        this.records = records;
        this.filter = filter;
        this.candidates = candidates;
        this.from = Timestamps.firstNotBelow(records, TransferCodec.TIMESTAMP, filter.timestampMin);
        this.to = filter.timestampMax == 0 || filter.timestampMax == Long.MAX_VALUE
                ? records.count()
                : Timestamps.firstNotBelow(records, TransferCodec.TIMESTAMP, filter.timestampMax + 1);
        this.next = filter.reversed ? to - 1 : from;
    }

    /** Returns the ordinal of the next record, or {@link #END}. */
    int next() {
        while (next >= from && next < to) {
            int ordinal = filter.reversed ? candidates.floor(next) : candidates.ceiling(next);
            if (ordinal < from || ordinal >= to) {
                break;
            }
            next = filter.reversed ? ordinal - 1 : ordinal + 1;
            if (filter.matches(records.page(ordinal), records.offset(ordinal))) {
                return ordinal;
            }
        }
        next = END;
        return END;
    }
}
