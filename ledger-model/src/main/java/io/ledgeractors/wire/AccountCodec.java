package io.ledgeractors.wire;

import io.ledgeractors.model.Account;
import java.nio.ByteBuffer;

/**
 * The layout of an account: 128 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class AccountCodec {
    /** Bytes of one account. */
    public static final int SIZE = 128;

    /** u128: unique, neither 0 nor 2^128 - 1. */
    public static final int ID = 0;

    /** u128: sum of the pending debits. */
    public static final int DEBITS_PENDING = 16;

    /** u128: sum of the posted debits. */
    public static final int DEBITS_POSTED = 32;

    /** u128: sum of the pending credits. */
    public static final int CREDITS_PENDING = 48;

    /** u128: sum of the posted credits. */
    public static final int CREDITS_POSTED = 64;

    /** u128: value of the user's choice. */
    public static final int USER_DATA_128 = 80;

    /** u64: value of the user's choice. */
    public static final int USER_DATA_64 = 96;

    /** u32: value of the user's choice. */
    public static final int USER_DATA_32 = 104;

    /** u32: zero. */
    public static final int RESERVED = 108;

    /** u32: ledger of the account, not 0. */
    public static final int LEDGER = 112;

    /** u16: kind of the account, 1 to 65535. */
    public static final int CODE = 116;

    /** u16: see {@link io.ledgeractors.model.AccountFlags}. */
    public static final int FLAGS = 118;

    /** u64: time of creation in ns since 1970; 0 in a request unless imported. */
    public static final int TIMESTAMP = 120;

    private AccountCodec() {}

    /** Writes all 128 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(Account value, ByteBuffer buffer, int offset) {
        Bytes.putU128(buffer, offset + ID, value.id());
        Bytes.putU128(buffer, offset + DEBITS_PENDING, value.debitsPending());
        Bytes.putU128(buffer, offset + DEBITS_POSTED, value.debitsPosted());
        Bytes.putU128(buffer, offset + CREDITS_PENDING, value.creditsPending());
        Bytes.putU128(buffer, offset + CREDITS_POSTED, value.creditsPosted());
        Bytes.putU128(buffer, offset + USER_DATA_128, value.userData128());
        buffer.putLong(offset + USER_DATA_64, value.userData64());
        buffer.putInt(offset + USER_DATA_32, value.userData32());
        buffer.putInt(offset + LEDGER, value.ledger());
        buffer.putShort(offset + CODE, (short) value.code());
        buffer.putShort(offset + FLAGS, (short) value.flags());
        buffer.putLong(offset + TIMESTAMP, value.timestamp());
        Bytes.zero(buffer, offset + 108, 4);
    }

    /** Returns the account at {@code offset}, without checking reserved bytes. Position and limit do not change. */
    public static Account decode(ByteBuffer buffer, int offset) {
        return new Account(
                Bytes.getU128(buffer, offset + ID),
                Bytes.getU128(buffer, offset + DEBITS_PENDING),
                Bytes.getU128(buffer, offset + DEBITS_POSTED),
                Bytes.getU128(buffer, offset + CREDITS_PENDING),
                Bytes.getU128(buffer, offset + CREDITS_POSTED),
                Bytes.getU128(buffer, offset + USER_DATA_128),
                buffer.getLong(offset + USER_DATA_64),
                buffer.getInt(offset + USER_DATA_32),
                buffer.getInt(offset + LEDGER),
                Short.toUnsignedInt(buffer.getShort(offset + CODE)),
                Short.toUnsignedInt(buffer.getShort(offset + FLAGS)),
                buffer.getLong(offset + TIMESTAMP));
    }
}
