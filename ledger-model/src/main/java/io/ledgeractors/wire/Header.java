package io.ledgeractors.wire;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;

/**
 * The header of a frame: 256 bytes, little endian, offsets in bytes. The first 128 bytes are common to all commands.
 * The nested classes hold the offsets of the rest.
 *
 * <p>Methods take a little-endian buffer and the offset of the header in it. Positions and limits do not change. Bytes
 * that belong to no field must be zero, so a builder starts with a cleared header. Thread-safe, without state. Source:
 * protocol fact sheet, section 2.
 */
public final class Header {
    /** The size of a header in bytes. */
    public static final int SIZE = 256;

    /** The greatest size of a frame in bytes, header included. */
    public static final int FRAME_MAX = 1_048_576;

    /** The greatest size of a body in bytes. */
    public static final int BODY_MAX = FRAME_MAX - SIZE;

    /** u128: checksum of the bytes from {@link #CHECKED_FROM} to the end of the header; set last. */
    public static final int CHECKSUM = 0;

    /** The offset of the first byte that the header's checksum covers. */
    public static final int CHECKED_FROM = 16;

    /** u128: zero; follows {@link #CHECKSUM}. */
    private static final int CHECKSUM_PADDING = 16;

    /** u128: checksum of the body. */
    public static final int CHECKSUM_BODY = 32;

    /** 32 bytes, zero: the padding of {@link #CHECKSUM_BODY} and a reserved field. */
    private static final int CHECKSUM_BODY_PADDING = 48;

    /** u128. */
    public static final int CLUSTER = 80;

    /** u32: size of header and body in bytes. */
    public static final int FRAME_SIZE = 96;

    /** u32: zero. */
    public static final int EPOCH = 100;

    /** u32. */
    public static final int VIEW = 104;

    /** u32: see {@link Release}. */
    public static final int RELEASE = 108;

    /** u16: zero. */
    public static final int PROTOCOL = 112;

    /** u8: see {@link io.ledgeractors.wire.Command}. */
    public static final int COMMAND = 114;

    /** u8: index of the replica; zero from clients. */
    public static final int REPLICA = 115;

    /** 12 bytes, zero: the end of the part that is common to all commands. */
    private static final int RESERVED = 116;

    /** Bytes of the part that is common to all commands; the fields of each command follow it. */
    private static final int COMMON_SIZE = 128;

    /** Offsets of {@link io.ledgeractors.wire.Command#PING_CLIENT}. */
    public static final class PingClient {
        /** u128. */
        public static final int CLIENT = 128;

        /** u64: time of the ping, which the pong echoes. */
        public static final int PING_TIMESTAMP_MONOTONIC = 144;

        /** u64: the session, or 0. Servers before 0.17.6 accept only 0. */
        public static final int SESSION = 152;

        private static final int RESERVED = 160;

        private PingClient() {}

        /** Returns true if all bytes behind the last field are zero, as they must be. */
        public static boolean isReservedZero(ByteBuffer buffer, int at) {
            return isZero(buffer, at, RESERVED, SIZE);
        }
    }

    /** Offsets of {@link io.ledgeractors.wire.Command#PONG_CLIENT}. */
    public static final class PongClient {
        /** u64: time of the ping. */
        public static final int PING_TIMESTAMP_MONOTONIC = 128;

        private static final int RESERVED = 136;

        private PongClient() {}

        /** Returns true if all bytes behind the last field are zero, as they must be. */
        public static boolean isReservedZero(ByteBuffer buffer, int at) {
            return isZero(buffer, at, RESERVED, SIZE);
        }
    }

    /** Offsets of {@link io.ledgeractors.wire.Command#REQUEST}. */
    public static final class Request {
        /** u128: context of the previous reply; 0 for a register. */
        public static final int PARENT = 128;

        /** u128. */
        public static final int CLIENT = 160;

        /** u64: commit number of the register's reply; 0 for a register. */
        public static final int SESSION = 176;

        /** u64: zero from clients. */
        public static final int TIMESTAMP = 184;

        /** u32: 0 for a register, then 1, 2, 3, .. */
        public static final int REQUEST = 192;

        /** u8: see {@link io.ledgeractors.wire.Operation}. */
        public static final int OPERATION = 196;

        /** u32: microseconds, for the server's metrics. */
        public static final int PREVIOUS_REQUEST_LATENCY = 200;

        private static final int PARENT_PADDING = 144;
        private static final int OPERATION_PADDING = 197;
        private static final int RESERVED = 204;

        private Request() {}

        /** Returns true if all bytes that belong to no field are zero, as they must be. */
        public static boolean isReservedZero(ByteBuffer buffer, int at) {
            return isZero(buffer, at, PARENT_PADDING, CLIENT)
                    && isZero(buffer, at, OPERATION_PADDING, PREVIOUS_REQUEST_LATENCY)
                    && isZero(buffer, at, RESERVED, SIZE);
        }
    }

    /** Offsets of {@link io.ledgeractors.wire.Command#REPLY}. */
    public static final class Reply {
        /** u128: the header checksum of the request. */
        public static final int REQUEST_CHECKSUM = 128;

        /** u128: the checksum of this header with this field zero. It is the same when the reply is sent again. */
        public static final int CONTEXT = 160;

        /** u128. */
        public static final int CLIENT = 192;

        /** u64: position in the ledger's log. */
        public static final int OP = 208;

        /** u64: the same as {@link #OP}. In the register's reply it is the session. */
        public static final int COMMIT = 216;

        /** u64: ns since 1970 at which the request was prepared. */
        public static final int TIMESTAMP = 224;

        /** u32: number of the request. */
        public static final int REQUEST = 232;

        /** u8: operation of the request. */
        public static final int OPERATION = 236;

        private static final int REQUEST_CHECKSUM_PADDING = 144;
        private static final int CONTEXT_PADDING = 176;
        private static final int RESERVED = 237;

        private Reply() {}

        /** Returns true if all bytes that belong to no field are zero, as they must be. */
        public static boolean isReservedZero(ByteBuffer buffer, int at) {
            return isZero(buffer, at, REQUEST_CHECKSUM_PADDING, CONTEXT)
                    && isZero(buffer, at, CONTEXT_PADDING, CLIENT)
                    && isZero(buffer, at, RESERVED, SIZE);
        }
    }

    /** Offsets of {@link io.ledgeractors.wire.Command#EVICTION}. */
    public static final class Eviction {
        /** u128. */
        public static final int CLIENT = 128;

        /** u8: see {@link EvictionReason}. */
        public static final int REASON = 255;

        private static final int RESERVED = 144;

        private Eviction() {}

        /** Returns true if all bytes between the two fields are zero, as they must be. */
        public static boolean isReservedZero(ByteBuffer buffer, int at) {
            return isZero(buffer, at, RESERVED, REASON);
        }
    }

    private Header() {}

    /** Clears the header and sets the fields that all commands have, with the checksum of an empty body. */
    public static void begin(ByteBuffer buffer, int at, int command, UInt128 cluster, Release release) {
        Bytes.zero(buffer, at, SIZE);
        Bytes.putU128(buffer, at + CHECKSUM_BODY, Checksum.EMPTY);
        Bytes.putU128(buffer, at + CLUSTER, cluster);
        buffer.putInt(at + FRAME_SIZE, SIZE);
        buffer.putInt(at + RELEASE, release.code());
        buffer.put(at + COMMAND, (byte) command);
    }

    /** Sets size and body checksum for a body of {@code length} bytes. */
    public static void body(ByteBuffer buffer, int at, int length, UInt128 checksum) {
        if (length < 0 || length > BODY_MAX) {
            throw new IllegalArgumentException("a body has 0 to " + BODY_MAX + " bytes, not " + length);
        }
        buffer.putInt(at + FRAME_SIZE, SIZE + length);
        Bytes.putU128(buffer, at + CHECKSUM_BODY, checksum);
    }

    /** Computes, sets and returns the header's checksum. Call it last. */
    public static UInt128 seal(ByteBuffer buffer, int at) {
        UInt128 checksum = computeChecksum(buffer, at);
        Bytes.putU128(buffer, at + CHECKSUM, checksum);
        return checksum;
    }

    /** Computes, sets and returns {@link Reply#CONTEXT}. Only that field and the checksum may be missing. */
    public static UInt128 setContext(ByteBuffer buffer, int at) {
        Bytes.zero(buffer, at + Reply.CONTEXT, Bytes.U128_SIZE);
        UInt128 context = computeChecksum(buffer, at);
        Bytes.putU128(buffer, at + Reply.CONTEXT, context);
        return context;
    }

    /** Returns the checksum that the header's bytes should have. */
    public static UInt128 computeChecksum(ByteBuffer buffer, int at) {
        return Checksum.of(buffer, at + CHECKED_FROM, SIZE - CHECKED_FROM);
    }

    /** Returns the checksum that the header states. */
    public static UInt128 checksum(ByteBuffer buffer, int at) {
        return Bytes.getU128(buffer, at + CHECKSUM);
    }

    /** Returns the checksum of the body that the header states. */
    public static UInt128 checksumBody(ByteBuffer buffer, int at) {
        return Bytes.getU128(buffer, at + CHECKSUM_BODY);
    }

    /** Returns true if the stated checksum is that of the header's bytes. */
    public static boolean isChecksumValid(ByteBuffer buffer, int at) {
        return checksum(buffer, at).equals(computeChecksum(buffer, at));
    }

    /** Returns true if the stated size is between {@link #SIZE} and {@link #FRAME_MAX}. */
    public static boolean isSizeValid(ByteBuffer buffer, int at) {
        int size = size(buffer, at);
        return size >= SIZE && size <= FRAME_MAX;
    }

    /** Returns true if the body at {@code bodyAt} has the checksum that the header states. */
    public static boolean isBodyValid(ByteBuffer buffer, int at, ByteBuffer body, int bodyAt) {
        return checksumBody(buffer, at).equals(Checksum.of(body, bodyAt, size(buffer, at) - SIZE));
    }

    /** Returns the size of the frame in bytes, header included. It is unsigned, so check {@link #isSizeValid} first. */
    public static int size(ByteBuffer buffer, int at) {
        return buffer.getInt(at + FRAME_SIZE);
    }

    /** Returns the cluster id. */
    public static UInt128 cluster(ByteBuffer buffer, int at) {
        return Bytes.getU128(buffer, at + CLUSTER);
    }

    /** Returns the view, unsigned. */
    public static int view(ByteBuffer buffer, int at) {
        return buffer.getInt(at + VIEW);
    }

    /** Returns the release of the sender, or in a reply that of the request. */
    public static Release release(ByteBuffer buffer, int at) {
        return new Release(buffer.getInt(at + RELEASE));
    }

    /** Returns the number of the command. */
    public static int command(ByteBuffer buffer, int at) {
        return Byte.toUnsignedInt(buffer.get(at + COMMAND));
    }

    /** Returns the index of the replica. */
    public static int replica(ByteBuffer buffer, int at) {
        return Byte.toUnsignedInt(buffer.get(at + REPLICA));
    }

    /**
     * Returns true if all bytes of the common part that must be zero are: paddings, reserved fields, epoch and
     * protocol.
     */
    public static boolean isReservedZero(ByteBuffer buffer, int at) {
        return isZero(buffer, at, CHECKSUM_PADDING, CHECKSUM_BODY)
                && isZero(buffer, at, CHECKSUM_BODY_PADDING, CLUSTER)
                && buffer.getInt(at + EPOCH) == 0
                && buffer.getShort(at + PROTOCOL) == 0
                && isZero(buffer, at, RESERVED, COMMON_SIZE);
    }

    /** Returns false if the frame has no body but does not state the checksum of an empty body, else true. */
    public static boolean isEmptyBodyValid(ByteBuffer buffer, int at) {
        return size(buffer, at) != SIZE || checksumBody(buffer, at).equals(Checksum.EMPTY);
    }

    private static boolean isZero(ByteBuffer buffer, int at, int from, int to) {
        return Bytes.isZero(buffer, at + from, to - from);
    }
}
