package io.ledgeractors.model;

/**
 * An account of the ledger. Balances are kept by the ledger and must be zero when an account is
 * created.
 *
 * <p>Numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param id unique, neither 0 nor 2^128 - 1
 * @param debitsPending sum of the pending debits
 * @param debitsPosted sum of the posted debits
 * @param creditsPending sum of the pending credits
 * @param creditsPosted sum of the posted credits
 * @param userData128 free for the user
 * @param userData64 free for the user
 * @param userData32 free for the user
 * @param ledger which accounts may transact, not 0
 * @param code kind of the account, 1 to 65535
 * @param flags see {@link AccountFlags}
 * @param timestamp ns since 1970 at which the ledger created it; 0 in a request unless imported
 */
public record Account(
        UInt128 id,
        UInt128 debitsPending,
        UInt128 debitsPosted,
        UInt128 creditsPending,
        UInt128 creditsPosted,
        UInt128 userData128,
        long userData64,
        int userData32,
        int ledger,
        int code,
        int flags,
        long timestamp) {

    /**
     * Checks what the layout can hold. All bits of a 32-bit or 64-bit number are taken, as unsigned.
     *
     * @throws NullPointerException naming the field that is null
     * @throws IllegalArgumentException naming the 16-bit field whose number is out of range
     */
    public Account {
        Ranges.notNull("id", id);
        Ranges.notNull("debitsPending", debitsPending);
        Ranges.notNull("debitsPosted", debitsPosted);
        Ranges.notNull("creditsPending", creditsPending);
        Ranges.notNull("creditsPosted", creditsPosted);
        Ranges.notNull("userData128", userData128);
        Ranges.u16("code", code);
        Ranges.u16("flags", flags);
    }

    /** A builder with every field zero. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with the fields of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.id = id;
        builder.debitsPending = debitsPending;
        builder.debitsPosted = debitsPosted;
        builder.creditsPending = creditsPending;
        builder.creditsPosted = creditsPosted;
        builder.userData128 = userData128;
        builder.userData64 = userData64;
        builder.userData32 = userData32;
        builder.ledger = ledger;
        builder.code = code;
        builder.flags = flags;
        builder.timestamp = timestamp;
        return builder;
    }

    /** Collects the fields of an {@link Account}; not thread-safe. */
    public static final class Builder {
        private UInt128 id = UInt128.ZERO;
        private UInt128 debitsPending = UInt128.ZERO;
        private UInt128 debitsPosted = UInt128.ZERO;
        private UInt128 creditsPending = UInt128.ZERO;
        private UInt128 creditsPosted = UInt128.ZERO;
        private UInt128 userData128 = UInt128.ZERO;
        private long userData64;
        private int userData32;
        private int ledger;
        private int code;
        private int flags;
        private long timestamp;

        private Builder() {}

        /** Sets {@code id}: unique, neither 0 nor 2^128 - 1. */
        public Builder id(UInt128 id) {
            this.id = Ranges.notNull("id", id);
            return this;
        }

        /** Sets {@code debits_pending}: sum of the pending debits. */
        public Builder debitsPending(UInt128 debitsPending) {
            this.debitsPending = Ranges.notNull("debitsPending", debitsPending);
            return this;
        }

        /** Sets {@code debits_posted}: sum of the posted debits. */
        public Builder debitsPosted(UInt128 debitsPosted) {
            this.debitsPosted = Ranges.notNull("debitsPosted", debitsPosted);
            return this;
        }

        /** Sets {@code credits_pending}: sum of the pending credits. */
        public Builder creditsPending(UInt128 creditsPending) {
            this.creditsPending = Ranges.notNull("creditsPending", creditsPending);
            return this;
        }

        /** Sets {@code credits_posted}: sum of the posted credits. */
        public Builder creditsPosted(UInt128 creditsPosted) {
            this.creditsPosted = Ranges.notNull("creditsPosted", creditsPosted);
            return this;
        }

        /** Sets {@code user_data_128}: free for the user. */
        public Builder userData128(UInt128 userData128) {
            this.userData128 = Ranges.notNull("userData128", userData128);
            return this;
        }

        /** Sets {@code user_data_64}: free for the user. Not negative, see {@link #userData64Unsigned}. */
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

        /** Sets {@code user_data_32}: free for the user. Not negative, see {@link #userData32Unsigned}. */
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

        /** Sets {@code ledger}: which accounts may transact, not 0. Not negative, see {@link #ledgerUnsigned}. */
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

        /** Sets {@code code}: kind of the account, 1 to 65535. */
        public Builder code(int code) {
            Ranges.u16("code", code);
            this.code = code;
            return this;
        }

        /** Sets {@code flags}: see {@link AccountFlags}. */
        public Builder flags(int flags) {
            Ranges.u16("flags", flags);
            this.flags = flags;
            return this;
        }

        /**
         * Sets {@code timestamp}: ns since 1970 at which the ledger created it; 0 in a request unless imported. Not
         * negative, see {@link #timestampUnsigned}.
         */
        public Builder timestamp(long timestamp) {
            Ranges.notNegative("timestamp", timestamp);
            this.timestamp = timestamp;
            return this;
        }

        /** Sets {@code timestamp} to all 64 bits of a number, taken as unsigned. */
        public Builder timestampUnsigned(long timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        /** The Account with the fields set so far. */
        public Account build() {
            return new Account(
                    id,
                    debitsPending,
                    debitsPosted,
                    creditsPending,
                    creditsPosted,
                    userData128,
                    userData64,
                    userData32,
                    ledger,
                    code,
                    flags,
                    timestamp);
        }
    }
}
