package io.ledgeractors.client.session;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;

/**
 * The fields that must be zero, or of one size, in what a replica sends to a client. A frame that has them
 * otherwise is passed over without a word. Source: protocol fact sheet, sections 1 and 2.
 */
final class Fields {
    private static final int RESERVED_COMMON = 116;

    private Fields() {}

    static boolean areValid(ByteBuffer header) {
        return commonAreValid(header)
                && switch (Header.command(header, 0)) {
                    case Command.PONG_CLIENT -> isBare(header) && Bytes.isZero(header, 136, 120);
                    case Command.REPLY ->
                        Bytes.isZero(header, 144, 16) && Bytes.isZero(header, 176, 16) && Bytes.isZero(header, 237, 19);
                    case Command.EVICTION -> isBare(header) && Bytes.isZero(header, 144, 111);
                    default -> false;
                };
    }

    private static boolean commonAreValid(ByteBuffer header) {
        return hasBodyOrItsChecksum(header)
                && Bytes.isZero(header, 16, 16)
                && Bytes.isZero(header, 48, 32)
                && header.getInt(Header.EPOCH) == 0
                && header.getShort(Header.PROTOCOL) == 0
                && Bytes.isZero(header, RESERVED_COMMON, 12);
    }

    // The reader of frames leaves the checksum of an empty body to this check.
    private static boolean hasBodyOrItsChecksum(ByteBuffer header) {
        return !isBare(header) || Header.checksumBody(header, 0).equals(Checksum.EMPTY);
    }

    private static boolean isBare(ByteBuffer header) {
        return Header.size(header, 0) == Header.SIZE;
    }
}
