package io.ledgeractors.wire;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and writes values that the codecs share. Buffers are little endian. Positions and limits do not change. */
public final class Bytes {
    /** The size in bytes of a u128, such as an id, an amount or a checksum. */
    public static final int U128_SIZE = 16;

    private Bytes() {}

    /** Returns a little-endian buffer on the heap, filled with zeros. */
    public static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a little-endian direct buffer, filled with zeros. */
    public static ByteBuffer allocateDirect(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the u128 at {@code offset}, low byte first. */
    public static UInt128 getU128(ByteBuffer buffer, int offset) {
        return UInt128.of(buffer.getLong(offset + 8), buffer.getLong(offset));
    }

    /** Writes a u128 at {@code offset}, low byte first. */
    public static void putU128(ByteBuffer buffer, int offset, UInt128 value) {
        buffer.putLong(offset, value.low());
        buffer.putLong(offset + 8, value.high());
    }

    /** Sets {@code length} bytes from {@code offset} on to zero. */
    public static void zero(ByteBuffer buffer, int offset, int length) {
        fill(buffer, offset, length, (byte) 0);
    }

    /** Returns true if {@code length} bytes from {@code offset} on are all zero. */
    public static boolean isZero(ByteBuffer buffer, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            if (buffer.getLong(at) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (buffer.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    static void fill(ByteBuffer buffer, int offset, int length, byte value) {
        long eight = (value & 0xffL) * 0x0101010101010101L;
        int at = offset;
        int end = offset + length;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            buffer.putLong(at, eight);
        }
        for (; at < end; at++) {
            buffer.put(at, value);
        }
    }
}
