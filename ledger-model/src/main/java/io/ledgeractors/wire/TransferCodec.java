package io.ledgeractors.wire;

import io.ledgeractors.model.Transfer;
import java.nio.ByteBuffer;

/**
 * The layout of a transfer: 128 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class TransferCodec {
    /** Bytes of one transfer. */
    public static final int SIZE = 128;

    /** u128: unique, neither 0 nor 2^128 - 1. */
    public static final int ID = 0;

    /** u128: the account that is debited. */
    public static final int DEBIT_ACCOUNT_ID = 16;

    /** u128: the account that is credited. */
    public static final int CREDIT_ACCOUNT_ID = 32;

    /**
     * u128: in the smallest unit of the ledger; {@link io.ledgeractors.model.UInt128#MAX} in a post means all of the
     * pending amount.
     */
    public static final int AMOUNT = 48;

    /** u128: the pending transfer that this one posts or voids. */
    public static final int PENDING_ID = 64;

    /** u128: value of the user's choice. */
    public static final int USER_DATA_128 = 80;

    /** u64: value of the user's choice. */
    public static final int USER_DATA_64 = 96;

    /** u32: value of the user's choice. */
    public static final int USER_DATA_32 = 104;

    /** u32: seconds after which a pending transfer expires, unsigned; 0 means never. */
    public static final int TIMEOUT = 108;

    /** u32: that of both accounts. */
    public static final int LEDGER = 112;

    /** u16: kind of the transfer, 1 to 65535. */
    public static final int CODE = 116;

    /** u16: see {@link io.ledgeractors.model.TransferFlags}. */
    public static final int FLAGS = 118;

    /** u64: time of creation in ns since 1970; 0 in a request unless imported. */
    public static final int TIMESTAMP = 120;

    private TransferCodec() {}

    /** Writes all 128 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(Transfer value, ByteBuffer buffer, int offset) {
        Bytes.putU128(buffer, offset + ID, value.id());
        Bytes.putU128(buffer, offset + DEBIT_ACCOUNT_ID, value.debitAccountId());
        Bytes.putU128(buffer, offset + CREDIT_ACCOUNT_ID, value.creditAccountId());
        Bytes.putU128(buffer, offset + AMOUNT, value.amount());
        Bytes.putU128(buffer, offset + PENDING_ID, value.pendingId());
        Bytes.putU128(buffer, offset + USER_DATA_128, value.userData128());
        buffer.putLong(offset + USER_DATA_64, value.userData64());
        buffer.putInt(offset + USER_DATA_32, value.userData32());
        buffer.putInt(offset + TIMEOUT, value.timeout());
        buffer.putInt(offset + LEDGER, value.ledger());
        buffer.putShort(offset + CODE, (short) value.code());
        buffer.putShort(offset + FLAGS, (short) value.flags());
        buffer.putLong(offset + TIMESTAMP, value.timestamp());
    }

    /** Returns the transfer at {@code offset}, without checking reserved bytes. Position and limit do not change. */
    public static Transfer decode(ByteBuffer buffer, int offset) {
        return new Transfer(
                Bytes.getU128(buffer, offset + ID),
                Bytes.getU128(buffer, offset + DEBIT_ACCOUNT_ID),
                Bytes.getU128(buffer, offset + CREDIT_ACCOUNT_ID),
                Bytes.getU128(buffer, offset + AMOUNT),
                Bytes.getU128(buffer, offset + PENDING_ID),
                Bytes.getU128(buffer, offset + USER_DATA_128),
                buffer.getLong(offset + USER_DATA_64),
                buffer.getInt(offset + USER_DATA_32),
                buffer.getInt(offset + TIMEOUT),
                buffer.getInt(offset + LEDGER),
                Short.toUnsignedInt(buffer.getShort(offset + CODE)),
                Short.toUnsignedInt(buffer.getShort(offset + FLAGS)),
                buffer.getLong(offset + TIMESTAMP));
    }
}
