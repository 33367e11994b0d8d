package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;

/**
 * A {@link Prepare} as the log holds it: {@link #SIZE} bytes, then the body. Little endian, offsets in bytes; bytes
 * that are not named are zero.
 */
public final class PrepareRecord implements LogRecord {
    /** u8: 1 start, 2 request, 3 local, 4 pulse, 5 time. */
    static final int KIND = 0;

    /** u8: number of the operation. */
    static final int OPERATION = 1;

    /** u32: bytes of the body. */
    static final int LENGTH = 4;

    /** u64: position. */
    static final int OP = 8;

    /** u64: ns since 1970. */
    static final int TIMESTAMP = 16;

    /** u32: view. */
    static final int VIEW = 24;

    /** u32: number of the request. */
    static final int REQUEST = 28;

    /** u128: id of the client. */
    static final int CLIENT = 32;

    /** u128: header checksum of the request. */
    static final int REQUEST_CHECKSUM = 48;

    /** u32: release that the client stated. */
    static final int RELEASE = 64;

    /** u128: the client that a register evicts. Older versions write 0, and the oldest session goes. */
    static final int EVICTED = 72;

    /** Bytes before the body. */
    static final int SIZE = 96;

    private static final Prepare.Kind[] KINDS = {
        Prepare.Kind.START, Prepare.Kind.REQUEST, Prepare.Kind.LOCAL, Prepare.Kind.PULSE, Prepare.Kind.TIME
    };

    private final Prepare prepare;

    /** Creates the record of a prepare. */
    public PrepareRecord(Prepare prepare) {
        this.prepare = prepare;
    }

    @Override
    public int size() {
        return SIZE + prepare.length();
    }

    @Override
    public void writeTo(ByteBuffer target, int offset) {
        Bytes.zero(target, offset, SIZE);
        target.put(offset + KIND, (byte) (prepare.kind().ordinal() + 1));
        target.put(offset + OPERATION, (byte) prepare.operation());
        target.putInt(offset + LENGTH, prepare.length());
        target.putLong(offset + OP, prepare.op());
        target.putLong(offset + TIMESTAMP, prepare.timestamp());
        target.putInt(offset + VIEW, prepare.view());
        target.putInt(offset + REQUEST, prepare.request());
        Bytes.putU128(target, offset + CLIENT, prepare.client());
        Bytes.putU128(target, offset + REQUEST_CHECKSUM, prepare.requestChecksum());
        target.putInt(offset + RELEASE, prepare.release().code());
        Bytes.putU128(target, offset + EVICTED, prepare.evicted());
        target.put(offset + SIZE, prepare.body(), prepare.offset(), prepare.length());
    }

    /**
     * Reads a record; the body is not copied.
     *
     * @throws IllegalArgumentException if this version does not know the record
     */
    public static Prepare read(ByteBuffer source, int offset, int size) {
        int kind = size < SIZE ? 0 : source.get(offset + KIND);
        int length = size < SIZE ? 0 : source.getInt(offset + LENGTH);
        if (kind < 1 || kind > KINDS.length || length != size - SIZE || length > Header.BODY_MAX) {
            throw new IllegalArgumentException(
                    "a record of kind " + kind + " that this version does not know; was it written by a newer one?");
        }
        return new Prepare(
                KINDS[kind - 1],
                Byte.toUnsignedInt(source.get(offset + OPERATION)),
                source.getLong(offset + OP),
                source.getLong(offset + TIMESTAMP),
                source.getInt(offset + VIEW),
                Bytes.getU128(source, offset + CLIENT),
                source.getInt(offset + REQUEST),
                new Release(source.getInt(offset + RELEASE)),
                Bytes.getU128(source, offset + REQUEST_CHECKSUM),
                Bytes.getU128(source, offset + EVICTED),
                source,
                offset + SIZE,
                length,
                null);
    }
}
