package io.ledgeractors.embedded.image;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the parts of a checkpoint in the order in which {@link ImageWriter} wrote them. Every method throws an {@link
 * IllegalArgumentException} if the bytes end too early, which a checksum rules out unless the versions differ.
 */
public final class ImageReader {
    private static final int NAME_MAX = 64;

    private final ByteBuffer bytes;

    /** Creates a reader of the bytes between position and limit. */
    public ImageReader(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a 32-bit number. */
    public int getInt() {
        return next(Integer.BYTES).getInt();
    }

    /** Reads a 64-bit number. */
    public long getLong() {
        return next(Long.BYTES).getLong();
    }

    /** Reads a 128-bit number. */
    public UInt128 getU128() {
        long low = getLong();
        return UInt128.of(getLong(), low);
    }

    /** Reads a name. */
    public String getName() {
        int length = getInt();
        require(length >= 0 && length <= NAME_MAX);
        byte[] letters = new byte[length];
        next(length).get(letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    /** Reads bytes; they are not copied. */
    public ByteBuffer getBytes() {
        int length = getInt();
        require(length >= 0);
        return next(length);
    }

    /** Requires that everything was read. */
    public void end() {
        require(!bytes.hasRemaining());
    }

    private ByteBuffer next(int length) {
        require(length <= bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return part;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("the checkpoint has other parts than this version writes");
        }
    }
}
