package io.ledgeractors.wire;

import io.ledgeractors.model.ChangeEventsFilter;
import java.nio.ByteBuffer;

/**
 * The layout of a change events filter: 64 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class ChangeEventsFilterCodec {
    /** Bytes of one change events filter. */
    public static final int SIZE = 64;

    /** u64: first timestamp, inclusive; 0 means from the first. */
    public static final int TIMESTAMP_MIN = 0;

    /** u64: last timestamp, inclusive; 0 means to the last. */
    public static final int TIMESTAMP_MAX = 8;

    /** u32: greatest number of events, 1 to 2,730. */
    public static final int LIMIT = 16;

    private ChangeEventsFilterCodec() {}

    /** Writes all 64 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(ChangeEventsFilter value, ByteBuffer buffer, int offset) {
        buffer.putLong(offset + TIMESTAMP_MIN, value.timestampMin());
        buffer.putLong(offset + TIMESTAMP_MAX, value.timestampMax());
        buffer.putInt(offset + LIMIT, value.limit());
        Bytes.zero(buffer, offset + 20, 44);
    }

    /**
     * Returns the change events filter at {@code offset}, without checking reserved bytes. Position and limit do not
     * change.
     */
    public static ChangeEventsFilter decode(ByteBuffer buffer, int offset) {
        return new ChangeEventsFilter(
                buffer.getLong(offset + TIMESTAMP_MIN),
                buffer.getLong(offset + TIMESTAMP_MAX),
                buffer.getInt(offset + LIMIT));
    }
}
