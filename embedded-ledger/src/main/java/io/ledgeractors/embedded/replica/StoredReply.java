package io.ledgeractors.embedded.replica;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;

/**
 * The last reply of a session, as a frame. At recovery the checksums are left out until all is replayed, because
 * nearly all of these replies are replaced by later ones.
 */
final class StoredReply {
    private final ByteBuffer frame;
    private boolean sealed;

    private StoredReply(ByteBuffer frame) {
        this.frame = frame;
    }

    /** The reply to a prepare; the body is copied. Its checksums are missing until {@link #seal()}. */
    static StoredReply of(Prepare prepare, UInt128 cluster, ByteBuffer body, int offset, int length) {
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
        frame.put(Header.SIZE, body, offset, length);
        return new StoredReply(frame);
    }

    /** Computes all checksums, unless they are there. */
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

    /** Shows the reply in a later view: the context stays, the checksum of the header changes. */
    void showInView(int view) {
        seal();
        frame.putInt(Header.VIEW, view);
        Header.seal(frame, 0);
    }

    /** The number of the request. */
    int request() {
        return frame.getInt(Header.Reply.REQUEST);
    }

    /** The position of the operation. */
    long op() {
        return frame.getLong(Header.Reply.OP);
    }

    /** The header checksum of the request. */
    UInt128 requestChecksum() {
        return Bytes.getU128(frame, Header.Reply.REQUEST_CHECKSUM);
    }

    /** What the next request has to name as its parent. */
    UInt128 context() {
        return Bytes.getU128(frame, Header.Reply.CONTEXT);
    }

    /** The frame, to read only: header and body. */
    ByteBuffer frame() {
        return frame;
    }
}
