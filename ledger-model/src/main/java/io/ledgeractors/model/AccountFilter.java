package io.ledgeractors.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * The filter of get_account_transfers and get_account_balances. Fields are joined by AND, and 0 means any value.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param accountId the account, neither 0 nor 2^128 - 1
 * @param userData128 value to select, 0 for any
 * @param userData64 value to select, 0 for any
 * @param userData32 value to select, 0 for any
 * @param code value to select, 0 for any
 * @param timestampMin first timestamp in ns since 1970, inclusive; 0 means from the first
 * @param timestampMax last timestamp in ns since 1970, inclusive; 0 means to the last
 * @param limit greatest number of results, 1 to 8,189, or {@link #LIMIT_ALL}; with 0 a query finds nothing
 * @param flags see {@link AccountFilterFlags}; without a side a query finds nothing
 */
public record AccountFilter(
        UInt128 accountId,
        UInt128 userData128,
        long userData64,
        int userData32,
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
    public AccountFilter {
        Ranges.notNull("accountId", accountId);
        Ranges.notNull("userData128", userData128);
        Ranges.u16("code", code);
    }

    /**
     * The limit of a new builder: all results that one reply holds, which are 8,189, and for a stream all there are.
     */
    public static final int LIMIT_ALL = Integer.MAX_VALUE;

    private static final int BOTH_SIDES = AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS;
    private static final int KNOWN_FLAGS = BOTH_SIDES | AccountFilterFlags.REVERSED;

    /** Returns {@link #flags} as an unmodifiable set. Bits that this version does not know are left out. */
    public Set<AccountFilterFlag> flagSet() {
        return AccountFilterFlag.ofBits(flags);
    }

    /** Returns a builder of a filter for all transfers of an account, on both sides; the account itself must be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the fields of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.accountId = accountId;
        builder.userData128 = userData128;
        builder.userData64 = userData64;
        builder.userData32 = userData32;
        builder.code = code;
        builder.timestampMin = timestampMin;
        builder.timestampMax = timestampMax;
        builder.limit = limit;
        builder.flags = flags;
        return builder;
    }

    /** Collects the fields of an {@link AccountFilter}; not thread-safe. */
    public static final class Builder {
        private UInt128 accountId = UInt128.ZERO;
        private UInt128 userData128 = UInt128.ZERO;
        private long userData64;
        private int userData32;
        private int code;
        private long timestampMin;
        private long timestampMax;
        private int limit = LIMIT_ALL;
        private int flags = BOTH_SIDES;

        private Builder() {}

        /** Sets {@code account_id}: the account, neither 0 nor 2^128 - 1. */
        public Builder accountId(UInt128 accountId) {
            this.accountId = Ranges.notNull("accountId", accountId);
            return this;
        }

        /**
         * Sets {@code account_id} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder accountId(long accountId) {
            this.accountId = Ranges.u128("accountId", accountId);
            return this;
        }

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

        /** Sets {@code flags}: see {@link AccountFilterFlags}. Flags that name no side mean both. */
        public Builder flags(int flags) {
            Ranges.flags(flags, KNOWN_FLAGS);
            this.flags = flags;
            return this;
        }

        /** Sets {@code flags} to exactly the given ones, in place of those set before. */
        public Builder flags(AccountFilterFlag first, AccountFilterFlag... others) {
            return flags(EnumSet.of(first, others));
        }

        /** Sets {@code flags} to exactly those of a set, in place of those set before; an empty set clears them. */
        public Builder flags(Set<AccountFilterFlag> flags) {
            return flags(AccountFilterFlag.toBits(Ranges.notNull("flags", flags)));
        }

        /**
         * Returns the AccountFilter with the fields set so far. The builder refuses filters with which a query finds
         * nothing, because such a result looks like an empty ledger. The record's constructor takes them.
         *
         * @throws IllegalStateException if no account was set, the account cannot exist, or {@code timestampMin} is
         *     above {@code timestampMax}
         */
        public AccountFilter build() {
            if (accountId.isZero() || accountId.isMax()) {
                throw new IllegalStateException(
                        "accountId must be that of an account, neither 0 nor 2^128 - 1, but is " + accountId);
            }
            Ranges.interval(timestampMin, timestampMax);
            int sides = (flags & BOTH_SIDES) == 0 ? flags | BOTH_SIDES : flags;
            return new AccountFilter(
                    accountId, userData128, userData64, userData32, code, timestampMin, timestampMax, limit, sides);
        }
    }
}
