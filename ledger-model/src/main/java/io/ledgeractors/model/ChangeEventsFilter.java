package io.ledgeractors.model;

/**
 * The filter of get_change_events.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param timestampMin first timestamp in ns since 1970, inclusive; 0 means from the first
 * @param timestampMax last timestamp in ns since 1970, inclusive; 0 means to the last
 * @param limit greatest number of events, 1 to 2,730, or {@link #LIMIT_ALL}; with 0 a query finds nothing
 */
public record ChangeEventsFilter(long timestampMin, long timestampMax, int limit) {

    /** The limit of a new builder: all events that one reply holds, which are 2,730, and for a stream all there are. */
    public static final int LIMIT_ALL = Integer.MAX_VALUE;

    /** Returns a builder of a filter that selects everything. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the fields of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.timestampMin = timestampMin;
        builder.timestampMax = timestampMax;
        builder.limit = limit;
        return builder;
    }

    /** Collects the fields of a {@link ChangeEventsFilter}; not thread-safe. */
    public static final class Builder {
        private long timestampMin;
        private long timestampMax;
        private int limit = LIMIT_ALL;

        private Builder() {}

        /** Sets {@code timestamp_min}: first timestamp in ns since 1970, inclusive; 0 means from the first. */
        public Builder timestampMin(long timestampMin) {
            Ranges.time("timestampMin", timestampMin);
            this.timestampMin = timestampMin;
            return this;
        }

        /** Sets {@code timestamp_max}: last timestamp in ns since 1970, inclusive; 0 means to the last. */
        public Builder timestampMax(long timestampMax) {
            Ranges.time("timestampMax", timestampMax);
            this.timestampMax = timestampMax;
            return this;
        }

        /**
         * Sets {@code limit}: greatest number of events, 1 to 2,730; the default is {@link #LIMIT_ALL}. 0 is refused.
         */
        public Builder limit(int limit) {
            Ranges.limit(limit);
            this.limit = limit;
            return this;
        }

        /**
         * Returns the ChangeEventsFilter with the fields set so far.
         *
         * @throws IllegalStateException if {@code timestampMin} is above {@code timestampMax}, because a query would
         *     find nothing. The record's constructor takes such a filter
         */
        public ChangeEventsFilter build() {
            Ranges.interval(timestampMin, timestampMax);
            return new ChangeEventsFilter(timestampMin, timestampMax, limit);
        }
    }
}
