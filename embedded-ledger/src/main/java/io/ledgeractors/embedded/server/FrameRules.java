package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * Checks whether the fields of a frame are as the protocol requires. A frame that breaks the rules is dropped without a
 * reply. Pure. Source: protocol fact sheet, section 2, and the recorded wire cases.
 */
final class FrameRules {
    private FrameRules() {}

    /** Returns true for a ping that a client may send. */
    static boolean isPing(ByteBuffer frame) {
        return isCommon(frame)
                && Header.size(frame, 0) == Header.SIZE
                && Header.view(frame, 0) == 0
                && !Bytes.isZero(frame, Header.PingClient.CLIENT, Bytes.U128_SIZE)
                && Header.PingClient.isReservedZero(frame, 0);
    }

    /** Returns true for a request that a client may send, as far as that can be told without knowing the client. */
    static boolean isRequest(ByteBuffer frame) {
        if (!isCommon(frame)
                || !Header.Request.isReservedZero(frame, 0)
                || Bytes.isZero(frame, Header.Request.CLIENT, Bytes.U128_SIZE)) {
            return false;
        }
        boolean register = Byte.toUnsignedInt(frame.get(Header.Request.OPERATION)) == Operation.REGISTER.code();
        long session = frame.getLong(Header.Request.SESSION);
        int request = frame.getInt(Header.Request.REQUEST);
        return register
                ? session == 0 && request == 0 && Bytes.isZero(frame, Header.Request.PARENT, Bytes.U128_SIZE)
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

    // The fields that all commands have, and the reserved bytes between them.
    private static boolean isCommon(ByteBuffer frame) {
        return Header.isReservedZero(frame, 0)
                && Header.isEmptyBodyValid(frame, 0)
                && frame.getInt(Header.RELEASE) != 0
                && Header.replica(frame, 0) == 0;
    }
}
