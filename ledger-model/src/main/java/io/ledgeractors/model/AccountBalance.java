package io.ledgeractors.model;

/**
 * The balances of an account with history directly after one of its transfers.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param debitsPending sum of the pending debits
 * @param debitsPosted sum of the posted debits
 * @param creditsPending sum of the pending credits
 * @param creditsPosted sum of the posted credits
 * @param timestamp timestamp of the transfer in ns since 1970
 */
public record AccountBalance(
        UInt128 debitsPending, UInt128 debitsPosted, UInt128 creditsPending, UInt128 creditsPosted, long timestamp) {

    /**
     * Checks that no field is null.
     *
     * @throws NullPointerException naming the field that is null
     */
    public AccountBalance {
        Ranges.notNull("debitsPending", debitsPending);
        Ranges.notNull("debitsPosted", debitsPosted);
        Ranges.notNull("creditsPending", creditsPending);
        Ranges.notNull("creditsPosted", creditsPosted);
    }

    /** Returns a builder with every field zero. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the fields of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.debitsPending = debitsPending;
        builder.debitsPosted = debitsPosted;
        builder.creditsPending = creditsPending;
        builder.creditsPosted = creditsPosted;
        builder.timestamp = timestamp;
        return builder;
    }

    /** Collects the fields of an {@link AccountBalance}; not thread-safe. */
    public static final class Builder {
        private UInt128 debitsPending = UInt128.ZERO;
        private UInt128 debitsPosted = UInt128.ZERO;
        private UInt128 creditsPending = UInt128.ZERO;
        private UInt128 creditsPosted = UInt128.ZERO;
        private long timestamp;

        private Builder() {}

        /** Sets {@code debits_pending}: sum of the pending debits. */
        public Builder debitsPending(UInt128 debitsPending) {
            this.debitsPending = Ranges.notNull("debitsPending", debitsPending);
            return this;
        }

        /**
         * Sets {@code debits_pending} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder debitsPending(long debitsPending) {
            this.debitsPending = Ranges.u128("debitsPending", debitsPending);
            return this;
        }

        /** Sets {@code debits_posted}: sum of the posted debits. */
        public Builder debitsPosted(UInt128 debitsPosted) {
            this.debitsPosted = Ranges.notNull("debitsPosted", debitsPosted);
            return this;
        }

        /**
         * Sets {@code debits_posted} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder debitsPosted(long debitsPosted) {
            this.debitsPosted = Ranges.u128("debitsPosted", debitsPosted);
            return this;
        }

        /** Sets {@code credits_pending}: sum of the pending credits. */
        public Builder creditsPending(UInt128 creditsPending) {
            this.creditsPending = Ranges.notNull("creditsPending", creditsPending);
            return this;
        }

        /**
         * Sets {@code credits_pending} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder creditsPending(long creditsPending) {
            this.creditsPending = Ranges.u128("creditsPending", creditsPending);
            return this;
        }

        /** Sets {@code credits_posted}: sum of the posted credits. */
        public Builder creditsPosted(UInt128 creditsPosted) {
            this.creditsPosted = Ranges.notNull("creditsPosted", creditsPosted);
            return this;
        }

        /**
         * Sets {@code credits_posted} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder creditsPosted(long creditsPosted) {
            this.creditsPosted = Ranges.u128("creditsPosted", creditsPosted);
            return this;
        }

        /** Sets {@code timestamp}: the timestamp of the transfer in ns since 1970. */
        public Builder timestamp(long timestamp) {
            Ranges.time("timestamp", timestamp);
            this.timestamp = timestamp;
            return this;
        }

        /** Returns the AccountBalance with the fields set so far. */
        public AccountBalance build() {
            return new AccountBalance(debitsPending, debitsPosted, creditsPending, creditsPosted, timestamp);
        }
    }
}
