package io.ledgeractors.wire;

import io.ledgeractors.model.ChangeEventsFilter;
import java.nio.ByteBuffer;

/**
 * The layout of a change events filter: 64 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe: no state.
 */
public final class ChangeEventsFilterCodec {
    /** Bytes of one change events filter. */
    public static final int SIZE = 64;

    /** u64: inclusive, 0: from the first. */
    public static final int TIMESTAMP_MIN = 0;

    /** u64: inclusive, 0: to the last. */
    public static final int TIMESTAMP_MAX = 8;

    /** u32: events at most. */
    public static final int LIMIT = 16;

    private ChangeEventsFilterCodec() {}

    /** Writes all 64 bytes at {@code offset}, reserved ones as zero; position and limit stay. */
    public static void encode(ChangeEventsFilter value, ByteBuffer buffer, int offset) {
        buffer.putLong(offset + TIMESTAMP_MIN, value.timestampMin());
        buffer.putLong(offset + TIMESTAMP_MAX, value.timestampMax());
        buffer.putInt(offset + LIMIT, value.limit());
        Bytes.zero(buffer, offset + 20, 44);
    }

    /** Reads the change events filter at {@code offset}; position and limit stay, reserved bytes are not looked at. */
    public static ChangeEventsFilter decode(ByteBuffer buffer, int offset) {
        return new ChangeEventsFilter(
                buffer.getLong(offset + TIMESTAMP_MIN),
                buffer.getLong(offset + TIMESTAMP_MAX),
                buffer.getInt(offset + LIMIT));
    }
}
