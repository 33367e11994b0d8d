package io.ledgeractors.model;

/**
 * What get_account_transfers and get_account_balances select: fields are joined by AND, 0 means any.
 *
 * <p>Numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param accountId the account, neither 0 nor 2^128 - 1
 * @param userData128 0: any
 * @param userData64 0: any
 * @param userData32 0: any
 * @param code 0: any
 * @param timestampMin inclusive, 0: from the first
 * @param timestampMax inclusive, 0: to the last
 * @param limit results at most, 1 to 8189
 * @param flags see {@link AccountFilterFlags}
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
     * Checks what the layout can hold.
     *
     * @throws IllegalArgumentException if a 16-bit number is out of range
     */
    public AccountFilter {
        Ranges.u16("code", code);
    }

    /** A builder with every field zero. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with the fields of this one. */
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
        private int limit;
        private int flags;

        private Builder() {}

        /** Sets {@code account_id}: the account, neither 0 nor 2^128 - 1. */
        public Builder accountId(UInt128 accountId) {
            this.accountId = accountId;
            return this;
        }

        /** Sets {@code user_data_128}: 0: any. */
        public Builder userData128(UInt128 userData128) {
            this.userData128 = userData128;
            return this;
        }

        /** Sets {@code user_data_64}: 0: any. */
        public Builder userData64(long userData64) {
            this.userData64 = userData64;
            return this;
        }

        /** Sets {@code user_data_32}: 0: any. */
        public Builder userData32(int userData32) {
            this.userData32 = userData32;
            return this;
        }

        /** Sets {@code code}: 0: any. */
        public Builder code(int code) {
            this.code = code;
            return this;
        }

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

        /** Sets {@code limit}: results at most, 1 to 8189. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /** Sets {@code flags}: see {@link AccountFilterFlags}. */
        public Builder flags(int flags) {
            this.flags = flags;
            return this;
        }

        /** The AccountFilter with the fields set so far. */
        public AccountFilter build() {
            return new AccountFilter(
                    accountId, userData128, userData64, userData32, code, timestampMin, timestampMax, limit, flags);
        }
    }
}
