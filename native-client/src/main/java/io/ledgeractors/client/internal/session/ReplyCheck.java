package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Checks whether a reply belongs to the request in flight. Source: protocol fact sheet, section 3.5. */
final class ReplyCheck {
    private static final int REGISTER_REPLY_SIZE = Header.SIZE + Operation.REGISTER.resultSize();

    private ReplyCheck() {}

    /**
     * Returns true for a reply to a request before {@code next}, which is the number of the present or next request.
     */
    static boolean isStale(ByteBuffer header, int next) {
        return Integer.compareUnsigned(header.getInt(Header.Reply.REQUEST), next) < 0;
    }

    /** Returns why no correct server sends this reply to the request in flight, or null if it is the right reply. */
    static @Nullable String fault(ByteBuffer header, @Nullable UnansweredRequest inFlight, Release release) {
        if (inFlight == null) {
            return "a reply to a request that was never sent";
        }
        if (header.getInt(Header.Reply.REQUEST) != inFlight.number) {
            return "a reply to a request with a number not yet used";
        }
        if (!Bytes.getU128(header, Header.Reply.REQUEST_CHECKSUM).equals(inFlight.checksum)) {
            return "a reply to another request with the same number";
        }
        if (Byte.toUnsignedInt(header.get(Header.Reply.OPERATION)) != inFlight.operation.code()
                || !Header.release(header, 0).equals(release)) {
            return "a reply of another operation or release";
        }
        return faultOfPosition(header, inFlight);
    }

    /** Returns why no correct server grants this limit, or null if it may. */
    static @Nullable String faultOfLimit(ByteBuffer registerReply) {
        try {
            Limits unused = new Limits(registerReply.getInt(0));
            return null;
        } catch (IllegalArgumentException impossible) {
            return "a session with an impossible limit: " + impossible.getMessage();
        }
    }

    private static @Nullable String faultOfPosition(ByteBuffer header, UnansweredRequest inFlight) {
        long commit = header.getLong(Header.Reply.COMMIT);
        if (commit != header.getLong(Header.Reply.OP) || commit == 0 || header.getLong(Header.Reply.TIMESTAMP) <= 0) {
            return "a reply without a place in the ledger's log";
        }
        if (inFlight.isRegister() && Header.size(header, 0) != REGISTER_REPLY_SIZE) {
            return "a reply to the register with a wrong size";
        }
        return null;
    }
}
