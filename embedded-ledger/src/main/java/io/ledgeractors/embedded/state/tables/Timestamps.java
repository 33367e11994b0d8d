package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.store.RecordStore;

/** Finds records by their timestamps, which rise with the ordinals. Nanoseconds since 1970, 1 to 2^63 - 1. */
public final class Timestamps {
    /** The nanoseconds of a second: the unit of time-outs, in the unit of timestamps. */
    public static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Timestamps() {}

    /** Returns true if an object may have this timestamp. */
    public static boolean isValid(long timestamp) {
        return timestamp > 0;
    }

    /**
     * Returns the timestamp of a record.
     *
     * @param field offset of the timestamp in the record
     */
    public static long of(RecordStore records, int ordinal, int field) {
        return records.page(ordinal).getLong(records.offset(ordinal) + field);
    }

    /** Returns the timestamp of the newest record; 0 if there is none. */
    public static long last(RecordStore records, int field) {
        return records.count() == 0 ? 0 : of(records, records.count() - 1, field);
    }

    /** Returns the first record whose timestamp is not below this one; the number of records if there is none. */
    public static int firstNotBelow(RecordStore records, int field, long timestamp) {
        int low = 0;
        int high = records.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (of(records, middle, field) < timestamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns true if a record has exactly this timestamp. */
    public static boolean contains(RecordStore records, int field, long timestamp) {
        if (timestamp > last(records, field)) {
            return false;
        }
        int ordinal = firstNotBelow(records, field, timestamp);
        return ordinal < records.count() && of(records, ordinal, field) == timestamp;
    }
}
