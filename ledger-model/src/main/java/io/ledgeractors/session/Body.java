package io.ledgeractors.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request. It is lent to a session until the outcome is delivered. Until then its bytes must not change
 * and the buffer must not be used for anything else.
 *
 * <p>Not thread-safe; the request carries it from thread to thread.
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

    /** Returns the body without bytes. */
    public static Body empty() {
        return new Body(NOTHING, Checksum.EMPTY);
    }

    /** Returns a body of the bytes between position and limit of {@code buffer}, not copied. */
    public static Body of(ByteBuffer buffer) {
        return new Body(buffer, null);
    }

    /**
     * Returns a body of the bytes between position and limit of {@code buffer}, not copied, whose checksum is known.
     */
    public static Body of(ByteBuffer buffer, UInt128 checksum) {
        return new Body(buffer, checksum);
    }

    /** Returns the bytes from 0 to the limit, little endian. Read them by index, without moving position or limit. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Returns the number of bytes. */
    public int size() {
        return bytes.limit();
    }

    /** Returns the checksum of the bytes, computed at the first call unless it was given. */
    public UInt128 checksum() {
        UInt128 known = checksum;
        if (known == null) {
            known = Checksum.of(bytes, 0, bytes.limit());
            checksum = known;
        }
        return known;
    }
}
