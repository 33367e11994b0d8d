package io.ledgeractors.embedded.replica;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;

/**
 * The last reply of a session, as a frame. Recovery computes the checksums only after everything is replayed, because
 * later replies replace nearly all of these replies.
 */
final class StoredReply {
    private final ByteBuffer frame;
    private boolean sealed;

    private StoredReply(ByteBuffer frame) {
        this.frame = frame;
    }

    /** Creates the reply to a prepare with a copy of the body. Its checksums are missing until {@link #seal()}. */
    static StoredReply of(Prepare prepare, UInt128 cluster, ByteBuffer body, int length) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REPLY, cluster, prepare.release());
        frame.putInt(Header.VIEW, prepare.view());
        Bytes.putU128(frame, Header.Reply.REQUEST_CHECKSUM, prepare.requestChecksum());
        Bytes.putU128(frame, Header.Reply.CLIENT, prepare.client());
        frame.putLong(Header.Reply.OP, prepare.op());
        frame.putLong(Header.Reply.COMMIT, prepare.op());
        frame.putLong(Header.Reply.TIMESTAMP, prepare.timestamp());
        frame.putInt(Header.Reply.REQUEST, prepare.request());
        frame.put(Header.Reply.OPERATION, (byte) prepare.operation());
        frame.put(Header.SIZE, body, 0, length);
        return new StoredReply(frame);
    }

    /** Creates the reply that a checkpoint holds: {@code length} bytes from {@code offset} on, which are copied. */
    static StoredReply restored(ByteBuffer bytes, int offset, int length) {
        ByteBuffer frame = Bytes.allocate(length);
        frame.put(0, bytes, offset, length);
        StoredReply reply = new StoredReply(frame);
        reply.sealed = true;
        return reply;
    }

    /** Computes all checksums, unless they were computed before. */
    void seal() {
        if (sealed) {
            return;
        }
        int length = frame.capacity() - Header.SIZE;
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.setContext(frame, 0);
        Header.seal(frame, 0);
        sealed = true;
    }

    /** Gives the reply a later view. Its context stays; the checksum of the header changes. */
    void showInView(int view) {
        seal();
        frame.putInt(Header.VIEW, view);
        Header.seal(frame, 0);
    }

    /** Returns the number of the request. */
    int request() {
        return frame.getInt(Header.Reply.REQUEST);
    }

    /** Returns the position of the operation. */
    long op() {
        return frame.getLong(Header.Reply.OP);
    }

    /** Returns the time of the operation, ns since 1970. */
    long timestamp() {
        return frame.getLong(Header.Reply.TIMESTAMP);
    }

    /** Returns the header checksum of the request. */
    UInt128 requestChecksum() {
        return Bytes.getU128(frame, Header.Reply.REQUEST_CHECKSUM);
    }

    /** Returns the checksum that the next request must name as its parent. */
    UInt128 context() {
        return Bytes.getU128(frame, Header.Reply.CONTEXT);
    }

    /** Returns the frame, header and body, which must not be changed. */
    ByteBuffer frame() {
        return frame;
    }
}
