package io.ledgeractors.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An account of the ledger. The ledger keeps its balances, which must be zero when the account is created.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param id unique, neither 0 nor 2^128 - 1
 * @param debitsPending sum of the pending debits
 * @param debitsPosted sum of the posted debits
 * @param creditsPending sum of the pending credits
 * @param creditsPosted sum of the posted credits
 * @param userData128 value of the user's choice
 * @param userData64 value of the user's choice
 * @param userData32 value of the user's choice
 * @param ledger ledger of the account, not 0; only accounts of one ledger may transact
 * @param code kind of the account, 1 to 65535
 * @param flags see {@link AccountFlags}
 * @param timestamp time of creation in ns since 1970; 0 in a request unless imported
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
     * Checks the ranges of the fields. All bits of a 32-bit or 64-bit number count, as an unsigned number.
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

    /** Returns {@link #flags} as an unmodifiable set. Bits that this version does not know are left out. */
    public Set<AccountFlag> flagSet() {
        return AccountFlag.ofBits(flags);
    }

    /** Returns a builder with every field zero. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the fields of this one. */
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

    /**
     * Returns the accounts as one chain, which the ledger creates as a whole or not at all; see {@link #chain(List)}.
     *
     * @throws IllegalArgumentException if there are no accounts, or the last one has the flag {@code LINKED}
     */
    public static List<Account> chain(Account... accounts) {
        return chain(Arrays.asList(accounts));
    }

    /**
     * Returns the accounts as one chain, which the ledger creates as a whole or not at all. All of them but the last
     * get the flag {@link AccountFlags#LINKED}. Two chains become one if their accounts are passed in one list. A chain
     * must be sent in one request, so it has at most 8,189 accounts.
     *
     * @param accounts at least one, in the order in which the ledger creates them; a single one stays as it is
     * @return a new unmodifiable list
     * @throws NullPointerException naming the index of an account that is null
     * @throws IllegalArgumentException if there are no accounts, or the last one has the flag {@code LINKED}
     */
    public static List<Account> chain(List<Account> accounts) {
        return EventChain.link(
                accounts,
                Account::flags,
                (account, flags) -> account.toBuilder().flags(flags).build());
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

        /**
         * Sets {@code id} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder id(long id) {
            this.id = Ranges.u128("id", id);
            return this;
        }

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

        /** Sets {@code user_data_128}: value of the user's choice. */
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

        /** Sets {@code user_data_64}: value of the user's choice. Not negative, see {@link #userData64Unsigned}. */
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

        /** Sets {@code user_data_32}: value of the user's choice. Not negative, see {@link #userData32Unsigned}. */
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

        /**
         * Sets {@code ledger}: ledger of the account, not 0; only accounts of one ledger may transact. Not negative,
         * see {@link #ledgerUnsigned}.
         */
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

        /** Sets {@code flags} to exactly the given ones, in place of those set before. */
        public Builder flags(AccountFlag first, AccountFlag... others) {
            return flags(EnumSet.of(first, others));
        }

        /** Sets {@code flags} to exactly those of a set, in place of those set before; an empty set clears them. */
        public Builder flags(Set<AccountFlag> flags) {
            return flags(AccountFlag.toBits(Ranges.notNull("flags", flags)));
        }

        /**
         * Sets {@code timestamp}: time of creation in ns since 1970; 0 in a request unless imported. Not
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

        /** Returns the Account with the fields set so far. */
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
