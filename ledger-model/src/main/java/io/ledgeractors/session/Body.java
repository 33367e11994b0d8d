package io.ledgeractors.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, lent to a session until its outcome is there: until then nobody may change the
 * bytes or use the buffer for something else.
 *
 * <p>Handed from thread to thread with the request; not to be used by two at a time.
 */
public final class Body {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer bytes;
    private @Nullable UInt128 checksum;

    private Body(ByteBuffer bytes, @Nullable UInt128 checksum) {
        if (bytes.remaining() > Header.BODY_MAX) {
            throw new IllegalArgumentException(
                    "a body has at most " + Header.BODY_MAX + " bytes, but this one has " + bytes.remaining());
        }
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.checksum = checksum;
    }

    /** No bytes. */
    public static Body empty() {
        return new Body(NOTHING, Checksum.EMPTY);
    }

    /** The bytes between position and limit of {@code buffer}, not copied; summed when first asked for. */
    public static Body of(ByteBuffer buffer) {
        return new Body(buffer, null);
    }

    /** The bytes between position and limit of {@code buffer}, not copied, and their checksum. */
    public static Body of(ByteBuffer buffer, UInt128 checksum) {
        return new Body(buffer, checksum);
    }

    /** The bytes: little endian, from 0 to the limit. Read by index; do not move position or limit. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Number of bytes. */
    public int size() {
        return bytes.limit();
    }

    /** The checksum of the bytes, computed at the first call unless it was given. */
    public UInt128 checksum() {
        UInt128 known = checksum;
        if (known == null) {
            known = Checksum.of(bytes, 0, bytes.limit());
            checksum = known;
        }
        return known;
    }
}
