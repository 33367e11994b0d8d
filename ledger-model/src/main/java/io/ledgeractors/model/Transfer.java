package io.ledgeractors.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A transfer between two accounts.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, section 7.
 *
 * @param id unique, neither 0 nor 2^128 - 1
 * @param debitAccountId the account that is debited
 * @param creditAccountId the account that is credited
 * @param amount in the smallest unit of the ledger; {@link UInt128#MAX} in a post means all of the pending amount
 * @param pendingId the pending transfer that this one posts or voids
 * @param userData128 value of the user's choice
 * @param userData64 value of the user's choice
 * @param userData32 value of the user's choice
 * @param timeout seconds after which a pending transfer expires, unsigned; 0 means never
 * @param ledger ledger of both accounts
 * @param code kind of the transfer, 1 to 65535
 * @param flags see {@link TransferFlags}
 * @param timestamp time of creation in ns since 1970; 0 in a request unless imported
 */
public record Transfer(
        UInt128 id,
        UInt128 debitAccountId,
        UInt128 creditAccountId,
        UInt128 amount,
        UInt128 pendingId,
        UInt128 userData128,
        long userData64,
        int userData32,
        int timeout,
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
    public Transfer {
        Ranges.notNull("id", id);
        Ranges.notNull("debitAccountId", debitAccountId);
        Ranges.notNull("creditAccountId", creditAccountId);
        Ranges.notNull("amount", amount);
        Ranges.notNull("pendingId", pendingId);
        Ranges.notNull("userData128", userData128);
        Ranges.u16("code", code);
        Ranges.u16("flags", flags);
    }

    /** Returns {@link #flags} as an unmodifiable set. Bits that this version does not know are left out. */
    public Set<TransferFlag> flagSet() {
        return TransferFlag.ofBits(flags);
    }

    /** Returns a builder with every field zero. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the fields of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.id = id;
        builder.debitAccountId = debitAccountId;
        builder.creditAccountId = creditAccountId;
        builder.amount = amount;
        builder.pendingId = pendingId;
        builder.userData128 = userData128;
        builder.userData64 = userData64;
        builder.userData32 = userData32;
        builder.timeout = timeout;
        builder.ledger = ledger;
        builder.code = code;
        builder.flags = flags;
        builder.timestamp = timestamp;
        return builder;
    }

    /**
     * Returns a transfer that posts all of a pending transfer. It takes accounts, ledger, code and user data from the
     * pending transfer, because its own fields for them are 0. Use {@link #toBuilder} to set user data.
     *
     * @param id id of the new transfer, neither 0 nor 2^128 - 1
     * @param pendingId id of the pending transfer
     */
    public static Transfer post(UInt128 id, UInt128 pendingId) {
        return post(id, pendingId, UInt128.MAX);
    }

    /**
     * Returns a transfer that posts a part of a pending transfer and gives the rest back.
     *
     * @param id id of the new transfer, neither 0 nor 2^128 - 1
     * @param pendingId id of the pending transfer
     * @param amount amount to post, from 0 to the pending amount; {@link UInt128#MAX} posts all of it
     */
    public static Transfer post(UInt128 id, UInt128 pendingId, UInt128 amount) {
        return builder()
                .id(id)
                .pendingId(pendingId)
                .amount(amount)
                .flags(TransferFlags.POST_PENDING_TRANSFER)
                .build();
    }

    /**
     * Returns a transfer that posts all of a pending transfer; see {@link #post(UInt128, UInt128)}.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public static Transfer post(long id, long pendingId) {
        return post(Ranges.u128("id", id), Ranges.u128("pendingId", pendingId));
    }

    /**
     * Returns a transfer that voids a pending transfer, which gives all of its amount back. It takes accounts, ledger,
     * code and user data from the pending transfer, because its own fields for them are 0.
     *
     * @param id id of the new transfer, neither 0 nor 2^128 - 1
     * @param pendingId id of the pending transfer
     */
    public static Transfer voidOf(UInt128 id, UInt128 pendingId) {
        return builder()
                .id(id)
                .pendingId(pendingId)
                .flags(TransferFlags.VOID_PENDING_TRANSFER)
                .build();
    }

    /**
     * Returns a transfer that voids a pending transfer; see {@link #voidOf(UInt128, UInt128)}.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public static Transfer voidOf(long id, long pendingId) {
        return voidOf(Ranges.u128("id", id), Ranges.u128("pendingId", pendingId));
    }

    /**
     * Returns the transfers as one chain, which the ledger executes as a whole or not at all; see
     * {@link #chain(List)}.
     *
     * @throws IllegalArgumentException if there are no transfers, or the last one has the flag {@code LINKED}
     */
    public static List<Transfer> chain(Transfer... transfers) {
        return chain(Arrays.asList(transfers));
    }

    /**
     * Returns the transfers as one chain, which the ledger executes as a whole or not at all. All of them but the last
     * get the flag {@link TransferFlags#LINKED}. Two chains become one if their transfers are passed in one list. A
     * chain must be sent in one request, so it has at most 8,189 transfers.
     *
     * @param transfers at least one, in the order in which the ledger executes them; a single one stays as it is
     * @return a new unmodifiable list
     * @throws NullPointerException naming the index of a transfer that is null
     * @throws IllegalArgumentException if there are no transfers, or the last one has the flag {@code LINKED}
     */
    public static List<Transfer> chain(List<Transfer> transfers) {
        return EventChain.link(
                transfers,
                Transfer::flags,
                (transfer, flags) -> transfer.toBuilder().flags(flags).build());
    }

    /** Collects the fields of a {@link Transfer}; not thread-safe. */
    public static final class Builder {
        private UInt128 id = UInt128.ZERO;
        private UInt128 debitAccountId = UInt128.ZERO;
        private UInt128 creditAccountId = UInt128.ZERO;
        private UInt128 amount = UInt128.ZERO;
        private UInt128 pendingId = UInt128.ZERO;
        private UInt128 userData128 = UInt128.ZERO;
        private long userData64;
        private int userData32;
        private int timeout;
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

        /** Sets {@code debit_account_id}: the account that is debited. */
        public Builder debitAccountId(UInt128 debitAccountId) {
            this.debitAccountId = Ranges.notNull("debitAccountId", debitAccountId);
            return this;
        }

        /**
         * Sets {@code debit_account_id} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder debitAccountId(long debitAccountId) {
            this.debitAccountId = Ranges.u128("debitAccountId", debitAccountId);
            return this;
        }

        /** Sets {@code credit_account_id}: the account that is credited. */
        public Builder creditAccountId(UInt128 creditAccountId) {
            this.creditAccountId = Ranges.notNull("creditAccountId", creditAccountId);
            return this;
        }

        /**
         * Sets {@code credit_account_id} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder creditAccountId(long creditAccountId) {
            this.creditAccountId = Ranges.u128("creditAccountId", creditAccountId);
            return this;
        }

        /**
         * Sets {@code amount}: in the smallest unit of the ledger; {@link UInt128#MAX} in a post means all of the
         * pending amount.
         */
        public Builder amount(UInt128 amount) {
            this.amount = Ranges.notNull("amount", amount);
            return this;
        }

        /**
         * Sets {@code amount} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder amount(long amount) {
            this.amount = Ranges.u128("amount", amount);
            return this;
        }

        /** Sets {@code pending_id}: the pending transfer that this one posts or voids. */
        public Builder pendingId(UInt128 pendingId) {
            this.pendingId = Ranges.notNull("pendingId", pendingId);
            return this;
        }

        /**
         * Sets {@code pending_id} to a number that fits in 63 bits.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder pendingId(long pendingId) {
            this.pendingId = Ranges.u128("pendingId", pendingId);
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
         * Sets {@code timeout}: seconds after which a pending transfer expires, unsigned; 0 means never. Not negative,
         * see {@link #timeoutUnsigned}.
         */
        public Builder timeout(int timeout) {
            Ranges.notNegative("timeout", timeout);
            this.timeout = timeout;
            return this;
        }

        /** Sets {@code timeout} to all 32 bits of a number, taken as unsigned. */
        public Builder timeoutUnsigned(int timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Sets {@code ledger}: the ledger of both accounts. Not negative, see {@link #ledgerUnsigned}. */
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

        /** Sets {@code code}: kind of the transfer, 1 to 65535. */
        public Builder code(int code) {
            Ranges.u16("code", code);
            this.code = code;
            return this;
        }

        /** Sets {@code flags}: see {@link TransferFlags}. */
        public Builder flags(int flags) {
            Ranges.u16("flags", flags);
            this.flags = flags;
            return this;
        }

        /** Sets {@code flags} to exactly the given ones, in place of those set before. */
        public Builder flags(TransferFlag first, TransferFlag... others) {
            return flags(EnumSet.of(first, others));
        }

        /** Sets {@code flags} to exactly those of a set, in place of those set before; an empty set clears them. */
        public Builder flags(Set<TransferFlag> flags) {
            return flags(TransferFlag.toBits(Ranges.notNull("flags", flags)));
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

        /** Returns the Transfer with the fields set so far. */
        public Transfer build() {
            return new Transfer(
                    id,
                    debitAccountId,
                    creditAccountId,
                    amount,
                    pendingId,
                    userData128,
                    userData64,
                    userData32,
                    timeout,
                    ledger,
                    code,
                    flags,
                    timestamp);
        }
    }
}
