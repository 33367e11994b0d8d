package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Body;
import java.nio.ByteBuffer;

/**
 * A frame to send. Two frames are equal only if they are the same object.
 *
 * <p>The header's bytes belong to the frame and never change. The body's bytes are lent by the caller.
 */
public final class OutgoingFrame {
    private final ByteBuffer header;
    private final Body body;

    OutgoingFrame(ByteBuffer header, Body body) {
        this.header = header;
        this.body = body;
    }

    /** Returns the 256 bytes of the header, little endian. Read them by index, without moving position or limit. */
    public ByteBuffer header() {
        return header;
    }

    /** Returns the body; a ping has an empty one. */
    public Body body() {
        return body;
    }
}
