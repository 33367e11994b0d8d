package io.ledgeractors.actors.serialization;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Reads the fields of a message that {@link FieldWriter} wrote. It skips the fields that it does not
 * know at the end of a block. All methods throw {@link UnreadableMessageException} if the bytes end too early. Not
 * thread-safe.
 */
@InternalApi
public final class FieldReader {
    private final ByteBuffer buffer;

    /** Creates a reader of all bytes between position and limit. */
    FieldReader(ByteBuffer bytes) {
        buffer = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns true if bytes are left, so that the writer has written fields beyond those that were read. */
    public boolean hasMore() {
        return buffer.hasRemaining();
    }

    /** Reads a number of 8 bits, 0 to 255. */
    public int getByte() throws UnreadableMessageException {
        return require(Byte.BYTES).get() & 0xff;
    }

    /**
     * Reads a truth value.
     *
     * @throws UnreadableMessageException if it is neither
     */
    public boolean getFlag() throws UnreadableMessageException {
        int value = getByte();
        if (value > 1) {
            throw new UnreadableMessageException("a truth value of it is " + value);
        }
        return value == 1;
    }

    /** Reads a number of 32 bits. */
    public int getInt() throws UnreadableMessageException {
        return require(Integer.BYTES).getInt();
    }

    /** Reads a number of 64 bits. */
    public long getLong() throws UnreadableMessageException {
        return require(Long.BYTES).getLong();
    }

    /** Reads a number of 128 bits. */
    public UInt128 getU128() throws UnreadableMessageException {
        ByteBuffer source = require(Bytes.U128_SIZE);
        UInt128 value = Bytes.getU128(source, source.position());
        source.position(source.position() + Bytes.U128_SIZE);
        return value;
    }

    /** Reads a list of numbers of 128 bits. */
    public List<UInt128> getU128s() throws UnreadableMessageException {
        UInt128[] values = new UInt128[getCount(Bytes.U128_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = getU128();
        }
        return List.of(values);
    }

    /** Reads a time. */
    public Instant getInstant() throws UnreadableMessageException {
        return Instant.ofEpochSecond(getLong(), getInt());
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableMessageException if it is no UTF-8
     */
    public String getText() throws UnreadableMessageException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(getBytes()).toString();
        } catch (CharacterCodingException wrong) {
            throw new UnreadableMessageException("a text of it is no UTF-8");
        }
    }

    /** Reads encoded elements. They reach from 0 to the limit, and share the bytes of the message. */
    public ByteBuffer getBytes() throws UnreadableMessageException {
        int length = getInt();
        if (length < 0) {
            throw new UnreadableMessageException("a length of it is negative");
        }
        ByteBuffer source = require(length);
        ByteBuffer bytes = source.slice(source.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        source.position(source.position() + length);
        return bytes;
    }

    /** Returns a reader of the block that begins here, and goes on behind it. */
    public FieldReader getBlock() throws UnreadableMessageException {
        return new FieldReader(getBytes());
    }

    /**
     * Reads a count of elements that follow.
     *
     * @param sizeMin the fewest bytes of one element
     * @throws UnreadableMessageException if there are not enough bytes for so many
     */
    public int getCount(int sizeMin) throws UnreadableMessageException {
        int count = getInt();
        if (count < 0 || count > buffer.remaining() / sizeMin) {
            throw new UnreadableMessageException("a count of it is " + count + ", and it has too few bytes for that");
        }
        return count;
    }

    private ByteBuffer require(int length) throws UnreadableMessageException {
        if (buffer.remaining() < length) {
            throw new UnreadableMessageException("its bytes end too early");
        }
        return buffer;
    }
}
