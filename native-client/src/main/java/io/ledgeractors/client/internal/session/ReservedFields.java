package io.ledgeractors.client.internal.session;

import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;

/**
 * Checks the fields that must be zero, or have one size, in the frames that a replica sends to a client. A frame that
 * breaks the rule is ignored. Source: protocol fact sheet, sections 1 and 2.
 */
final class ReservedFields {
    private ReservedFields() {}

    static boolean areValid(ByteBuffer header) {
        return Header.isReservedZero(header, 0)
                && Header.isEmptyBodyValid(header, 0)
                && switch (Header.command(header, 0)) {
                    case Command.PONG_CLIENT -> isBare(header) && Header.PongClient.isReservedZero(header, 0);
                    case Command.REPLY -> Header.Reply.isReservedZero(header, 0);
                    case Command.EVICTION -> isBare(header) && Header.Eviction.isReservedZero(header, 0);
                    default -> false;
                };
    }

    private static boolean isBare(ByteBuffer header) {
        return Header.size(header, 0) == Header.SIZE;
    }
}
