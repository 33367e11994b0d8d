package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * Whether the fields of a frame are what the protocol wants; a frame that is not is dropped without a word. Pure.
 * Source: protocol fact sheet, section 2, and the recorded wire cases.
 */
final class FrameRules {
    private static final UInt128 NO_BODY = Checksum.EMPTY;

    private FrameRules() {}

    /** True for a ping as a client may send it. */
    static boolean isPing(ByteBuffer frame) {
        return isCommon(frame)
                && Header.size(frame, 0) == Header.SIZE
                && Header.view(frame, 0) == 0
                && !isZero(frame, Header.PingClient.CLIENT, 128 + 16)
                && isZero(frame, 160, Header.SIZE);
    }

    /** True for a request as a client may send it, as far as that can be told without knowing the client. */
    static boolean isRequest(ByteBuffer frame) {
        boolean padded = isZero(frame, 144, 160) && isZero(frame, 197, 200) && isZero(frame, 204, Header.SIZE);
        if (!isCommon(frame) || !padded || isZero(frame, Header.Request.CLIENT, 160 + 16)) {
            return false;
        }
        boolean register = Byte.toUnsignedInt(frame.get(Header.Request.OPERATION)) == Operation.REGISTER.code();
        long session = frame.getLong(Header.Request.SESSION);
        int request = frame.getInt(Header.Request.REQUEST);
        return register
                ? session == 0 && request == 0 && isZero(frame, Header.Request.PARENT, 144)
                : session != 0 && request != 0;
    }

    /** The client that sent a ping. */
    static UInt128 pingClient(ByteBuffer frame) {
        return Bytes.getU128(frame, Header.PingClient.CLIENT);
    }

    /** The client that sent a request. */
    static UInt128 requestClient(ByteBuffer frame) {
        return Bytes.getU128(frame, Header.Request.CLIENT);
    }

    private static boolean isCommon(ByteBuffer frame) {
        boolean body = Header.size(frame, 0) > Header.SIZE
                || Header.checksumBody(frame, 0).equals(NO_BODY);
        return body
                && isZero(frame, 16, 32)
                && isZero(frame, 48, 80)
                && frame.getInt(Header.EPOCH) == 0
                && frame.getInt(Header.RELEASE) != 0
                && frame.getShort(Header.PROTOCOL) == 0
                && Header.replica(frame, 0) == 0
                && isZero(frame, 116, 128);
    }

    private static boolean isZero(ByteBuffer frame, int from, int to) {
        return Bytes.isZero(frame, from, to - from);
    }
}
