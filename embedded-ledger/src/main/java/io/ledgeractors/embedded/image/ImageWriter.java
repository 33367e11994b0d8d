package io.ledgeractors.embedded.image;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the parts of a checkpoint one after the other, little endian. */
public final class ImageWriter {
    private ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);

    /** Writes a 32-bit number. */
    public void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    /** Writes a 64-bit number. */
    public void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** Writes a 128-bit number. */
    public void putU128(UInt128 value) {
        room(2 * Long.BYTES).putLong(value.low()).putLong(value.high());
    }

    /** Writes a name of ASCII letters, with its length in front. */
    public void putName(String name) {
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        putInt(letters.length);
        room(letters.length).put(letters);
    }

    /** Writes {@code length} bytes of {@code source} from {@code offset} on, with their number in front. */
    public void putBytes(ByteBuffer source, int offset, int length) {
        putInt(length);
        ByteBuffer target = room(length);
        target.put(target.position(), source, offset, length);
        target.position(target.position() + length);
    }

    /** Returns what was written so far, from position 0 to the limit. The writer must not be used afterwards. */
    public ByteBuffer written() {
        return bytes.flip();
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int needed = Math.addExact(bytes.position(), length);
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity())).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
