package io.ledgeractors.wire;

import io.ledgeractors.model.AccountFilter;
import java.nio.ByteBuffer;

/**
 * The layout of an account filter: 128 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class AccountFilterCodec {
    /** Bytes of one account filter. */
    public static final int SIZE = 128;

    /** u128: the account, neither 0 nor 2^128 - 1. */
    public static final int ACCOUNT_ID = 0;

    /** u128: 0 means any value. */
    public static final int USER_DATA_128 = 16;

    /** u64: 0 means any value. */
    public static final int USER_DATA_64 = 32;

    /** u32: 0 means any value. */
    public static final int USER_DATA_32 = 40;

    /** u16: 0 means any value. */
    public static final int CODE = 44;

    /** u64: first timestamp, inclusive; 0 means from the first. */
    public static final int TIMESTAMP_MIN = 104;

    /** u64: last timestamp, inclusive; 0 means to the last. */
    public static final int TIMESTAMP_MAX = 112;

    /** u32: greatest number of results, 1 to 8,189. */
    public static final int LIMIT = 120;

    /** u32: see {@link io.ledgeractors.model.AccountFilterFlags}. */
    public static final int FLAGS = 124;

    private AccountFilterCodec() {}

    /** Writes all 128 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(AccountFilter value, ByteBuffer buffer, int offset) {
        Bytes.putU128(buffer, offset + ACCOUNT_ID, value.accountId());
        Bytes.putU128(buffer, offset + USER_DATA_128, value.userData128());
        buffer.putLong(offset + USER_DATA_64, value.userData64());
        buffer.putInt(offset + USER_DATA_32, value.userData32());
        buffer.putShort(offset + CODE, (short) value.code());
        buffer.putLong(offset + TIMESTAMP_MIN, value.timestampMin());
        buffer.putLong(offset + TIMESTAMP_MAX, value.timestampMax());
        buffer.putInt(offset + LIMIT, value.limit());
        buffer.putInt(offset + FLAGS, value.flags());
        Bytes.zero(buffer, offset + 46, 58);
    }

    /**
     * Returns the account filter at {@code offset}, without checking reserved bytes. Position and limit do not change.
     */
    public static AccountFilter decode(ByteBuffer buffer, int offset) {
        return new AccountFilter(
                Bytes.getU128(buffer, offset + ACCOUNT_ID),
                Bytes.getU128(buffer, offset + USER_DATA_128),
                buffer.getLong(offset + USER_DATA_64),
                buffer.getInt(offset + USER_DATA_32),
                Short.toUnsignedInt(buffer.getShort(offset + CODE)),
                buffer.getLong(offset + TIMESTAMP_MIN),
                buffer.getLong(offset + TIMESTAMP_MAX),
                buffer.getInt(offset + LIMIT),
                buffer.getInt(offset + FLAGS));
    }
}
