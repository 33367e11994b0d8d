package io.ledgeractors.wire;

import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import java.nio.ByteBuffer;

/**
 * The layout of the result of one created account: 16 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class CreateAccountResultCodec {
    /** Bytes of one result. */
    public static final int SIZE = 16;

    /** u64: timestamp of the object if it is in the ledger, else the slot of the event. */
    public static final int TIMESTAMP = 0;

    /** u32: the code of {@link CreateAccountStatus}. */
    public static final int STATUS = 8;

    /** u32: zero. */
    public static final int RESERVED = 12;

    private CreateAccountResultCodec() {}

    /** Writes all 16 bytes at {@code offset}. Position and limit do not change. */
    public static void encode(long timestamp, CreateAccountStatus status, ByteBuffer buffer, int offset) {
        buffer.putLong(offset + TIMESTAMP, timestamp);
        buffer.putInt(offset + STATUS, status.code());
        buffer.putInt(offset + RESERVED, 0);
    }

    /** Returns the result at {@code offset}. Position and limit do not change. */
    public static CreateAccountResult decode(ByteBuffer buffer, int offset) {
        return new CreateAccountResult(
                buffer.getLong(offset + TIMESTAMP), CreateAccountStatus.ofCode(buffer.getInt(offset + STATUS)));
    }
}
