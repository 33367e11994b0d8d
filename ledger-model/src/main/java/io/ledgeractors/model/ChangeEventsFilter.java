package io.ledgeractors.model;

/**
 * What get_change_events selects.
 *
 * <p>Numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param timestampMin inclusive, 0: from the first
 * @param timestampMax inclusive, 0: to the last
 * @param limit events at most
 */
public record ChangeEventsFilter(long timestampMin, long timestampMax, int limit) {

    /** A builder with every field zero. */
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
        private int limit;

        private Builder() {}

        /** Sets {@code timestamp_min}: inclusive, 0: from the first. */
        public Builder timestampMin(long timestampMin) {
            this.timestampMin = timestampMin;
            return this;
        }

        /** Sets {@code timestamp_max}: inclusive, 0: to the last. */
        public Builder timestampMax(long timestampMax) {
            this.timestampMax = timestampMax;
            return this;
        }

        /** Sets {@code limit}: events at most. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /** The ChangeEventsFilter with the fields set so far. */
        public ChangeEventsFilter build() {
            return new ChangeEventsFilter(timestampMin, timestampMax, limit);
        }
    }
}
