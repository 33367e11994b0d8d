package io.ledgeractors.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * The filter of query_accounts and query_transfers. Fields are joined by AND, and 0 means any value.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param userData128 value to select, 0 for any
 * @param userData64 value to select, 0 for any
 * @param userData32 value to select, 0 for any
 * @param ledger value to select, 0 for any
 * @param code value to select, 0 for any
 * @param timestampMin first timestamp in ns since 1970, inclusive; 0 means from the first
 * @param timestampMax last timestamp in ns since 1970, inclusive; 0 means to the last
 * @param limit greatest number of results, 1 to 8,189, or {@link #LIMIT_ALL}; with 0 a query finds nothing
 * @param flags see {@link QueryFilterFlags}
 */
public record QueryFilter(
        UInt128 userData128,
        long userData64,
        int userData32,
        int ledger,
        int code,
        long timestampMin,
        long timestampMax,
        int limit,
        int flags) {

    /**
     * Checks the ranges of the fields. All bits of a 32-bit or 64-bit number count, as an unsigned number.
     *
     * @throws NullPointerException naming the field that is null
     * @throws IllegalArgumentException naming the 16-bit field whose number is out of range
     */
    public QueryFilter {
        Ranges.notNull("userData128", userData128);
        Ranges.u16("code", code);
    }

    /**
     * The limit of a new builder: all results that one reply holds, which are 8,189, and for a stream all there are.
     */
    public static final int LIMIT_ALL = Integer.MAX_VALUE;

    private static final int KNOWN_FLAGS = QueryFilterFlags.REVERSED;

    /** Returns {@link #flags} as an unmodifiable set. Bits that this version does not know are left out. */
    public Set<QueryFilterFlag> flagSet() {
        return QueryFilterFlag.ofBits(flags);
    }

    /** Returns a builder of a filter that selects everything. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the fields of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.userData128 = userData128;
        builder.userData64 = userData64;
        builder.userData32 = userData32;
        builder.ledger = ledger;
        builder.code = code;
        builder.timestampMin = timestampMin;
        builder.timestampMax = timestampMax;
        builder.limit = limit;
        builder.flags = flags;
        return builder;
    }

    /** Collects the fields of a {@link QueryFilter}; not thread-safe. */
    public static final class Builder {
        private UInt128 userData128 = UInt128.ZERO;
        private long userData64;
        private int userData32;
        private int ledger;
        private int code;
        private long timestampMin;
        private long timestampMax;
        private int limit = LIMIT_ALL;
        private int flags;

        private Builder() {}

        /** Sets {@code user_data_128}; 0 means any. */
        public Builder userData128(UInt128 userData128) {
            this.userData128 = Ranges.notNull("userData128", userData128);
            return this;
        }

        /**
         * Sets {@code user_data_128} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder userData128(long userData128) {
            this.userData128 = Ranges.u128("userData128", userData128);
            return this;
        }

        /** Sets {@code user_data_64}; 0 means any. Not negative, see {@link #userData64Unsigned}. */
        public Builder userData64(long userData64) {
            Ranges.notNegative("userData64", userData64);
            this.userData64 = userData64;
            return this;
        }

        /** Sets {@code user_data_64} to all 64 bits of a number, taken as unsigned. */
        public Builder userData64Unsigned(long userData64) {
            this.userData64 = userData64;
            return this;
        }

        /** Sets {@code user_data_32}; 0 means any. Not negative, see {@link #userData32Unsigned}. */
        public Builder userData32(int userData32) {
            Ranges.notNegative("userData32", userData32);
            this.userData32 = userData32;
            return this;
        }

        /** Sets {@code user_data_32} to all 32 bits of a number, taken as unsigned. */
        public Builder userData32Unsigned(int userData32) {
            this.userData32 = userData32;
            return this;
        }

        /** Sets {@code ledger}; 0 means any. Not negative, see {@link #ledgerUnsigned}. */
        public Builder ledger(int ledger) {
            Ranges.notNegative("ledger", ledger);
            this.ledger = ledger;
            return this;
        }

        /** Sets {@code ledger} to all 32 bits of a number, taken as unsigned. */
        public Builder ledgerUnsigned(int ledger) {
            this.ledger = ledger;
            return this;
        }

        /** Sets {@code code}; 0 means any. */
        public Builder code(int code) {
            Ranges.u16("code", code);
            this.code = code;
            return this;
        }

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
         * Sets {@code limit}: greatest number of results, 1 to 8,189; the default is {@link #LIMIT_ALL}. 0 is refused.
         */
        public Builder limit(int limit) {
            Ranges.limit(limit);
            this.limit = limit;
            return this;
        }

        /** Sets {@code flags}: see {@link QueryFilterFlags}. */
        public Builder flags(int flags) {
            Ranges.flags(flags, KNOWN_FLAGS);
            this.flags = flags;
            return this;
        }

        /** Sets {@code flags} to exactly the given ones, in place of those set before. */
        public Builder flags(QueryFilterFlag first, QueryFilterFlag... others) {
            return flags(EnumSet.of(first, others));
        }

        /** Sets {@code flags} to exactly those of a set, in place of those set before; an empty set clears them. */
        public Builder flags(Set<QueryFilterFlag> flags) {
            return flags(QueryFilterFlag.toBits(Ranges.notNull("flags", flags)));
        }

        /**
         * Returns the QueryFilter with the fields set so far.
         *
         * @throws IllegalStateException if {@code timestampMin} is above {@code timestampMax}, because a query would
         *     find nothing. The record's constructor takes such a filter
         */
        public QueryFilter build() {
            Ranges.interval(timestampMin, timestampMax);
            return new QueryFilter(
                    userData128, userData64, userData32, ledger, code, timestampMin, timestampMax, limit, flags);
        }
    }
}
