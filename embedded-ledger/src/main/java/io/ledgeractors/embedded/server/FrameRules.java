package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * Checks whether the fields of a frame are as the protocol requires. A frame that breaks the rules is dropped without a
 * reply. Pure. Source: protocol fact sheet, section 2, and the recorded wire cases.
 */
final class FrameRules {
    private static final UInt128 NO_BODY = Checksum.EMPTY;

    // Bytes of fields.
    private static final int U8 = 1;
    private static final int U32 = Integer.BYTES;
    private static final int U64 = Long.BYTES;
    private static final int U128 = 16;

    /** Where the fields begin that differ between commands. */
    private static final int COMMAND_FIELDS = Header.Request.PARENT;

    private FrameRules() {}

    /** Returns true for a ping that a client may send. */
    static boolean isPing(ByteBuffer frame) {
        return isCommon(frame)
                && Header.size(frame, 0) == Header.SIZE
                && Header.view(frame, 0) == 0
                && !isZero(frame, Header.PingClient.CLIENT, Header.PingClient.CLIENT + U128)
                && isZero(frame, Header.PingClient.SESSION + U64, Header.SIZE);
    }

    /** Returns true for a request that a client may send, as far as that can be told without knowing the client. */
    static boolean isRequest(ByteBuffer frame) {
        if (!isCommon(frame)
                || !isReservedZero(frame)
                || isZero(frame, Header.Request.CLIENT, Header.Request.CLIENT + U128)) {
            return false;
        }
        boolean register = Byte.toUnsignedInt(frame.get(Header.Request.OPERATION)) == Operation.REGISTER.code();
        long session = frame.getLong(Header.Request.SESSION);
        int request = frame.getInt(Header.Request.REQUEST);
        return register
                ? session == 0 && request == 0 && isZero(frame, Header.Request.PARENT, Header.Request.PARENT + U128)
                : session != 0 && request != 0;
    }

    /** Returns the client that sent a ping. */
    static UInt128 pingClient(ByteBuffer frame) {
        return Bytes.getU128(frame, Header.PingClient.CLIENT);
    }

    /** Returns the client that sent a request. */
    static UInt128 requestClient(ByteBuffer frame) {
        return Bytes.getU128(frame, Header.Request.CLIENT);
    }

    // The bytes of a request between and behind its fields.
    private static boolean isReservedZero(ByteBuffer frame) {
        return isZero(frame, Header.Request.PARENT + U128, Header.Request.CLIENT)
                && isZero(frame, Header.Request.OPERATION + U8, Header.Request.PREVIOUS_REQUEST_LATENCY)
                && isZero(frame, Header.Request.PREVIOUS_REQUEST_LATENCY + U32, Header.SIZE);
    }

    // The fields that all commands have, and the reserved bytes between them.
    private static boolean isCommon(ByteBuffer frame) {
        boolean body = Header.size(frame, 0) > Header.SIZE
                || Header.checksumBody(frame, 0).equals(NO_BODY);
        return body
                && isZero(frame, Header.CHECKSUM + U128, Header.CHECKSUM_BODY)
                && isZero(frame, Header.CHECKSUM_BODY + U128, Header.CLUSTER)
                && frame.getInt(Header.EPOCH) == 0
                && frame.getInt(Header.RELEASE) != 0
                && frame.getShort(Header.PROTOCOL) == 0
                && Header.replica(frame, 0) == 0
                && isZero(frame, Header.REPLICA + U8, COMMAND_FIELDS);
    }

    private static boolean isZero(ByteBuffer frame, int from, int to) {
        return Bytes.isZero(frame, from, to - from);
    }
}
