package io.ledgeractors.wire;

import io.ledgeractors.model.QueryFilter;
import java.nio.ByteBuffer;

/**
 * The layout of a query filter: 64 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class QueryFilterCodec {
    /** Bytes of one query filter. */
    public static final int SIZE = 64;

    /** u128: 0 means any value. */
    public static final int USER_DATA_128 = 0;

    /** u64: 0 means any value. */
    public static final int USER_DATA_64 = 16;

    /** u32: 0 means any value. */
    public static final int USER_DATA_32 = 24;

    /** u32: 0 means any value. */
    public static final int LEDGER = 28;

    /** u16: 0 means any value. */
    public static final int CODE = 32;

    /** u64: first timestamp, inclusive; 0 means from the first. */
    public static final int TIMESTAMP_MIN = 40;

    /** u64: last timestamp, inclusive; 0 means to the last. */
    public static final int TIMESTAMP_MAX = 48;

    /** u32: greatest number of results, 1 to 8,189. */
    public static final int LIMIT = 56;

    /** u32: see {@link io.ledgeractors.model.QueryFilterFlags}. */
    public static final int FLAGS = 60;

    private QueryFilterCodec() {}

    /** Writes all 64 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(QueryFilter value, ByteBuffer buffer, int offset) {
        Bytes.putU128(buffer, offset + USER_DATA_128, value.userData128());
        buffer.putLong(offset + USER_DATA_64, value.userData64());
        buffer.putInt(offset + USER_DATA_32, value.userData32());
        buffer.putInt(offset + LEDGER, value.ledger());
        buffer.putShort(offset + CODE, (short) value.code());
        buffer.putLong(offset + TIMESTAMP_MIN, value.timestampMin());
        buffer.putLong(offset + TIMESTAMP_MAX, value.timestampMax());
        buffer.putInt(offset + LIMIT, value.limit());
        buffer.putInt(offset + FLAGS, value.flags());
        Bytes.zero(buffer, offset + 34, 6);
    }

    /**
     * Returns the query filter at {@code offset}, without checking reserved bytes. Position and limit do not change.
     */
    public static QueryFilter decode(ByteBuffer buffer, int offset) {
        return new QueryFilter(
                Bytes.getU128(buffer, offset + USER_DATA_128),
                buffer.getLong(offset + USER_DATA_64),
                buffer.getInt(offset + USER_DATA_32),
                buffer.getInt(offset + LEDGER),
                Short.toUnsignedInt(buffer.getShort(offset + CODE)),
                buffer.getLong(offset + TIMESTAMP_MIN),
                buffer.getLong(offset + TIMESTAMP_MAX),
                buffer.getInt(offset + LIMIT),
                buffer.getInt(offset + FLAGS));
    }
}
