package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;

/**
 * Cuts a stream of bytes into frames and believes nothing before it is checked: the checksum of the header, then
 * command and size, then the checksum of the body, which is computed as the bytes come, then the cluster.
 *
 * <p>Memory grows with the bytes that came. A frame above {@link #SMALL} is kept only if the {@link Rule} says so; the
 * body of any other is checked and let go as it comes. Pure. Source: protocol fact sheet, section 1.
 */
final class FrameReader {
    /** What became of the bytes. */
    enum Result {
        /** All are taken; the frame is not complete. */
        MORE,
        /** A header is complete, and its frame has to wait for memory: {@link #feed} asks the rule again. */
        WAIT,
        /** A frame is complete and right as far as checksums, size and cluster go; bytes behind it are not taken. */
        FRAME,
        /** The stream is broken: the connection is to be closed. */
        CLOSE
    }

    /** What is to become of a large frame. */
    enum Keeping {
        /** It is kept. */
        KEEP,
        /** Its body is checked and let go, so that the frame is its header. */
        SKIP,
        /** There is no memory for it yet. */
        WAIT
    }

    /** Decides about frames larger than {@link #SMALL}. */
    interface Rule {
        /** Told the right header of a frame; its size is in it. */
        Keeping of(ByteBuffer header);
    }

    /** Bytes of a frame that anybody may send. */
    static final int SMALL = 4096;

    private static final int FIRST = 512;

    private final UInt128 cluster;
    private final Rule rule;
    private final Checksum bodyChecksum = new Checksum();
    private ByteBuffer buffer = Bytes.allocate(FIRST);
    private int have;
    private int wanted = Header.SIZE;
    private boolean complete;
    private boolean isDecided;
    private boolean isSkipped;
    private RejectReason fault = RejectReason.CHECKSUM;

    FrameReader(UInt128 cluster, Rule rule) {
        this.cluster = cluster;
        this.rule = rule;
    }

    /** Takes bytes from {@code in}, moving its position, up to the end of one frame. Forgets the frame before. */
    Result feed(ByteBuffer in) {
        if (complete) {
            restart();
        }
        if (have < Header.SIZE) {
            take(in, Header.SIZE);
            if (have < Header.SIZE) {
                return Result.MORE;
            }
            if (!begin()) {
                return Result.CLOSE;
            }
        }
        if (!isDecided && !decide()) {
            return Result.WAIT;
        }
        take(in, wanted);
        return have == wanted ? finish() : Result.MORE;
    }

    /** True if {@link #frame} is a header whose body was checked and let go. */
    boolean isSkipped() {
        return isSkipped;
    }

    /** True if a header is complete and its frame waits for memory. */
    boolean isUndecided() {
        return have >= Header.SIZE && !isDecided;
    }

    /** Lets go of the memory of large frames; not while one is read. */
    void shrink() {
        if (buffer.capacity() > SMALL) {
            int left = complete ? 0 : have;
            ByteBuffer small = Bytes.allocate(Math.max(FIRST, left));
            small.put(0, buffer, 0, left);
            buffer = small;
        }
    }

    /** The complete frame, header and body, from 0 to the limit; valid until the next {@link #feed}. */
    ByteBuffer frame() {
        return buffer;
    }

    /** What was wrong; of meaning after {@link Result#CLOSE}. */
    RejectReason fault() {
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
        isDecided = false;
        isSkipped = false;
        buffer.clear();
    }

    private void take(ByteBuffer in, int end) {
        int piece = Math.min(in.remaining(), end - have);
        if (isSkipped) {
            bodyChecksum.update(in, in.position(), piece);
        } else {
            reserve(have + piece);
            buffer.put(have, in, in.position(), piece);
            if (have >= Header.SIZE) {
                bodyChecksum.update(buffer, have, piece);
            }
        }
        in.position(in.position() + piece);
        have += piece;
    }

    // Twice as much each time, so that all copying together costs no more than the frame.
    private void reserve(int size) {
        if (size > buffer.capacity()) {
            ByteBuffer larger = Bytes.allocate(Math.min(wanted, Math.max(size, 2 * buffer.capacity())));
            larger.put(0, buffer, 0, have);
            buffer = larger;
        }
    }

    private boolean decide() {
        Keeping keeping = wanted <= SMALL ? Keeping.KEEP : rule.of(buffer);
        isSkipped = keeping == Keeping.SKIP;
        isDecided = keeping != Keeping.WAIT;
        return isDecided;
    }

    private boolean begin() {
        if (!Header.isChecksumValid(buffer, 0)) {
            return refuse(RejectReason.CHECKSUM);
        }
        if (!isCommand(Header.command(buffer, 0))) {
            return refuse(RejectReason.COMMAND);
        }
        if (!Header.isSizeValid(buffer, 0)) {
            return refuse(RejectReason.SIZE);
        }
        wanted = Header.size(buffer, 0);
        bodyChecksum.reset();
        return true;
    }

    private boolean refuse(RejectReason why) {
        fault = why;
        return false;
    }

    private Result finish() {
        if (wanted > Header.SIZE && !Header.checksumBody(buffer, 0).equals(bodyChecksum.finish())) {
            fault = RejectReason.BODY_CHECKSUM;
            return Result.CLOSE;
        }
        if (!Header.cluster(buffer, 0).equals(cluster)) {
            fault = RejectReason.CLUSTER;
            return Result.CLOSE;
        }
        complete = true;
        buffer.limit(isSkipped ? Header.SIZE : wanted);
        return Result.FRAME;
    }

    // 12 and 21 to 23 are retired.
    private static boolean isCommand(int command) {
        boolean retired = command == 12 || (command >= 21 && command <= 23);
        return command > 0 && command <= Command.MAX && !retired;
    }
}
