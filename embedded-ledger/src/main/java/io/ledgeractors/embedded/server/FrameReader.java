package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;

/**
 * Cuts a stream of bytes into frames and believes nothing before it is checked: the checksum of the header, then
 * command and size, then the checksum of the body, which is computed as the bytes come, then the cluster. Memory for
 * a body is taken only once its header is right. Pure. Source: protocol fact sheet, section 1.
 */
final class FrameReader {
    /** What became of the bytes. */
    enum Result {
        /** All are taken; the frame is not complete. */
        MORE,
        /** A frame is complete and right as far as checksums, size and cluster go; bytes behind it are not taken. */
        FRAME,
        /** The stream is broken: the connection is to be closed. */
        CLOSE
    }

    private static final int SMALL = 4096;

    private final UInt128 cluster;
    private final Checksum bodyChecksum = new Checksum();
    private ByteBuffer buffer = Bytes.allocate(SMALL);
    private int have;
    private int wanted = Header.SIZE;
    private boolean complete;
    private Refusal fault = Refusal.CHECKSUM;

    FrameReader(UInt128 cluster) {
        this.cluster = cluster;
    }

    /** Takes bytes from {@code in}, moving its position, up to the end of one frame. Forgets the frame before. */
    Result feed(ByteBuffer in) {
        if (complete) {
            restart();
        }
        while (in.hasRemaining()) {
            take(in);
            if (have < wanted) {
                return Result.MORE;
            }
            if (wanted == Header.SIZE && !begin()) {
                return Result.CLOSE;
            }
            if (have == wanted) {
                return finish();
            }
        }
        return Result.MORE;
    }

    /** The complete frame, header and body, from 0 to the limit; valid until the next {@link #feed}. */
    ByteBuffer frame() {
        return buffer;
    }

    /** What was wrong; of meaning after {@link Result#CLOSE}. */
    Refusal fault() {
        return fault;
    }

    /** True if a part of a header is there and no more. */
    boolean inHeader() {
        return !complete && have > 0 && have < Header.SIZE;
    }

    /** True if a whole header is there and not all of its body. */
    boolean inBody() {
        return !complete && have >= Header.SIZE;
    }

    private void restart() {
        complete = false;
        have = 0;
        wanted = Header.SIZE;
        buffer.clear();
    }

    private void take(ByteBuffer in) {
        int piece = Math.min(in.remaining(), wanted - have);
        buffer.put(have, in, in.position(), piece);
        if (have >= Header.SIZE) {
            bodyChecksum.update(buffer, have, piece);
        }
        in.position(in.position() + piece);
        have += piece;
    }

    private boolean begin() {
        if (!Header.isChecksumValid(buffer, 0)) {
            return refuse(Refusal.CHECKSUM);
        }
        if (!isCommand(Header.command(buffer, 0))) {
            return refuse(Refusal.COMMAND);
        }
        if (!Header.isSizeValid(buffer, 0)) {
            return refuse(Refusal.SIZE);
        }
        wanted = Header.size(buffer, 0);
        bodyChecksum.reset();
        if (wanted > buffer.capacity()) {
            ByteBuffer larger = Bytes.allocate(Math.min(Header.FRAME_MAX, Math.max(wanted, 2 * buffer.capacity())));
            larger.put(0, buffer, 0, Header.SIZE);
            buffer = larger;
        }
        return true;
    }

    private boolean refuse(Refusal why) {
        fault = why;
        return false;
    }

    private Result finish() {
        if (wanted > Header.SIZE && !Header.checksumBody(buffer, 0).equals(bodyChecksum.finish())) {
            fault = Refusal.BODY_CHECKSUM;
            return Result.CLOSE;
        }
        if (!Header.cluster(buffer, 0).equals(cluster)) {
            fault = Refusal.CLUSTER;
            return Result.CLOSE;
        }
        complete = true;
        buffer.limit(wanted);
        return Result.FRAME;
    }

    // 12 and 21 to 23 are retired.
    private static boolean isCommand(int command) {
        boolean retired = command == 12 || (command >= 21 && command <= 23);
        return command > 0 && command <= Command.MAX && !retired;
    }
}
