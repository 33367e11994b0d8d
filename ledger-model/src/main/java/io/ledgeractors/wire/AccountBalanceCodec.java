package io.ledgeractors.wire;

import io.ledgeractors.model.AccountBalance;
import java.nio.ByteBuffer;

/**
 * The layout of an account balance: 128 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class AccountBalanceCodec {
    /** Bytes of one account balance. */
    public static final int SIZE = 128;

    /** u128: sum of the pending debits. */
    public static final int DEBITS_PENDING = 0;

    /** u128: sum of the posted debits. */
    public static final int DEBITS_POSTED = 16;

    /** u128: sum of the pending credits. */
    public static final int CREDITS_PENDING = 32;

    /** u128: sum of the posted credits. */
    public static final int CREDITS_POSTED = 48;

    /** u64: timestamp of the transfer, ns since 1970. */
    public static final int TIMESTAMP = 64;

    private AccountBalanceCodec() {}

    /** Writes all 128 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(AccountBalance value, ByteBuffer buffer, int offset) {
        Bytes.putU128(buffer, offset + DEBITS_PENDING, value.debitsPending());
        Bytes.putU128(buffer, offset + DEBITS_POSTED, value.debitsPosted());
        Bytes.putU128(buffer, offset + CREDITS_PENDING, value.creditsPending());
        Bytes.putU128(buffer, offset + CREDITS_POSTED, value.creditsPosted());
        buffer.putLong(offset + TIMESTAMP, value.timestamp());
        Bytes.zero(buffer, offset + 72, 56);
    }

    /**
     * Returns the account balance at {@code offset}, without checking reserved bytes. Position and limit do not change.
     */
    public static AccountBalance decode(ByteBuffer buffer, int offset) {
        return new AccountBalance(
                Bytes.getU128(buffer, offset + DEBITS_PENDING),
                Bytes.getU128(buffer, offset + DEBITS_POSTED),
                Bytes.getU128(buffer, offset + CREDITS_PENDING),
                Bytes.getU128(buffer, offset + CREDITS_POSTED),
                buffer.getLong(offset + TIMESTAMP));
    }
}
