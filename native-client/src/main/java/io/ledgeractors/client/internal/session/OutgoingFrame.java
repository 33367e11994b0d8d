package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Body;
import java.nio.ByteBuffer;

/**
 * A frame to send. Compared by identity.
 *
 * <p>The header's bytes are this frame's own and never change; the body's are lent.
 */
public final class OutgoingFrame {
    private final ByteBuffer header;
    private final Body body;

    OutgoingFrame(ByteBuffer header, Body body) {
        this.header = header;
        this.body = body;
    }

    /** 256 bytes from 0, little endian. Read by index; do not move position or limit. */
    public ByteBuffer header() {
        return header;
    }

    /** The body, empty for a ping. */
    public Body body() {
        return body;
    }
}
