package io.ledgeractors.model;

/**
 * What get_change_events selects.
 *
 * <p>Numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param timestampMin inclusive, 0: from the first
 * @param timestampMax inclusive, 0: to the last
 * @param limit events at most, 1 to 2730, or {@link #LIMIT_ALL}; with 0 a query finds nothing
 */
public record ChangeEventsFilter(long timestampMin, long timestampMax, int limit) {

    /** Of a limit: all that one reply holds, 2730 events; for a stream all there are. What a builder starts with. */
    public static final int LIMIT_ALL = Integer.MAX_VALUE;

    /** A builder of a filter that selects everything. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with the fields of this one. */
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

        /** Sets {@code timestamp_min}: inclusive, 0: from the first. */
        public Builder timestampMin(long timestampMin) {
            Ranges.time("timestampMin", timestampMin);
            this.timestampMin = timestampMin;
            return this;
        }

        /** Sets {@code timestamp_max}: inclusive, 0: to the last. */
        public Builder timestampMax(long timestampMax) {
            Ranges.time("timestampMax", timestampMax);
            this.timestampMax = timestampMax;
            return this;
        }

        /** Sets {@code limit}: events at most, 1 to 2730; without it {@link #LIMIT_ALL}. 0 is refused. */
        public Builder limit(int limit) {
            Ranges.limit(limit);
            this.limit = limit;
            return this;
        }

        /**
         * The ChangeEventsFilter with the fields set so far.
         *
         * @throws IllegalStateException if {@code timestampMin} is above {@code timestampMax}: a query would find
         *     nothing, as if nothing had happened. The record's constructor takes it
         */
        public ChangeEventsFilter build() {
            Ranges.interval(timestampMin, timestampMax);
            return new ChangeEventsFilter(timestampMin, timestampMax, limit);
        }
    }
}
