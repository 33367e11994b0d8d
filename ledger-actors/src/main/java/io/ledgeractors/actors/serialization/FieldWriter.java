package io.ledgeractors.actors.serialization;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Writes the fields of a message, little endian, into bytes that grow. A field that a later version
 * adds goes behind all others of its block, where earlier readers skip it. Not thread-safe.
 */
@InternalApi
public final class FieldWriter {
    /** The most characters of an explanation that are written. */
    static final int EXPLANATION_MAX = 4_096;

    private static final int FIRST_CAPACITY = 256;
    private static final String CUT = "...";

    private final int version;
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_CAPACITY).order(ByteOrder.LITTLE_ENDIAN);

    /**
     * Creates a writer.
     *
     * @param version of the format that the message is written in
     */
    FieldWriter(int version) {
        this.version = version;
    }

    /** Returns the version that the message is written in. Fields of a later version must not be written. */
    public int version() {
        return version;
    }

    /** Writes the low 8 bits of a number. */
    public FieldWriter putByte(int value) {
        reserve(Byte.BYTES).put((byte) value);
        return this;
    }

    /** Writes a truth value. */
    public FieldWriter putFlag(boolean value) {
        return putByte(value ? 1 : 0);
    }

    /** Writes a number of 32 bits. */
    public FieldWriter putInt(int value) {
        reserve(Integer.BYTES).putInt(value);
        return this;
    }

    /** Writes a number of 64 bits. */
    public FieldWriter putLong(long value) {
        reserve(Long.BYTES).putLong(value);
        return this;
    }

    /** Writes a number of 128 bits. */
    public FieldWriter putU128(UInt128 value) {
        ByteBuffer target = reserve(Bytes.U128_SIZE);
        Bytes.putU128(target, target.position(), value);
        target.position(target.position() + Bytes.U128_SIZE);
        return this;
    }

    /** Writes a count and as many numbers of 128 bits. */
    public FieldWriter putU128s(List<UInt128> values) {
        putInt(values.size());
        values.forEach(this::putU128);
        return this;
    }

    /** Writes a time as its seconds since 1970 and its nanoseconds. */
    public FieldWriter putInstant(Instant time) {
        return putLong(time.getEpochSecond()).putInt(time.getNano());
    }

    /** Writes a text as its length in bytes and its UTF-8. */
    public FieldWriter putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        reserve(utf8.length).put(utf8);
        return this;
    }

    /** Writes an explanation for people, of which only the first characters go to another node. */
    public FieldWriter putExplanation(String text) {
        return putText(
                text.length() <= EXPLANATION_MAX ? text : text.substring(0, EXPLANATION_MAX - CUT.length()) + CUT);
    }

    /** Writes encoded elements, from 0 to the limit, as their length in bytes and themselves. */
    public FieldWriter putBytes(ByteBuffer bytes) {
        ByteBuffer source = bytes.duplicate().rewind();
        putInt(source.remaining());
        reserve(source.remaining()).put(source);
        return this;
    }

    /** Begins a block, to which a later version can add fields. Returns the number that {@link #closeBlock} needs. */
    public int openBlock() {
        putInt(0);
        return buffer.position();
    }

    /** Ends a block, and writes its length in front of it. */
    public FieldWriter closeBlock(int block) {
        buffer.putInt(block - Integer.BYTES, buffer.position() - block);
        return this;
    }

    /** Returns all bytes. */
    byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer reserve(int length) {
        if (buffer.remaining() < length) {
            int capacity = Math.max(Math.addExact(buffer.position(), length), 2 * buffer.capacity());
            buffer =
                    ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
        }
        return buffer;
    }
}
