package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The client of a connection. The sender of the first request counts as the client until a client pings. The client
 * that pinged certainly is the one. Pure. Source: protocol fact sheet, section 1.
 */
final class Identity {
    /** The decision about a frame. */
    enum Verdict {
        /** The frame is from the connection's client. */
        PASS,
        /** The frame is from another client, whose request may have been forwarded. It is dropped. */
        DROP,
        /** The frame is from another client although the connection's client is certain. The connection is closed. */
        CLOSE
    }

    private @Nullable UInt128 client;
    private boolean certain;

    /** Judges a request by its sender. */
    Verdict request(UInt128 sender) {
        if (client == null) {
            client = sender;
        }
        if (client.equals(sender)) {
            return Verdict.PASS;
        }
        return certain ? Verdict.CLOSE : Verdict.DROP;
    }

    /** Judges a ping by its sender. */
    Verdict ping(UInt128 sender) {
        if (client != null && !client.equals(sender)) {
            return Verdict.CLOSE;
        }
        client = sender;
        certain = true;
        return Verdict.PASS;
    }

    /**
     * Returns a name of the client for logs. It tells clients apart but does not reveal the id, because nothing but the
     * id protects a session.
     */
    String name() {
        UInt128 known = client;
        if (known == null) {
            return "an unknown client";
        }
        ByteBuffer bytes = Bytes.allocate(16);
        Bytes.putU128(bytes, 0, known);
        return "client #"
                + HexFormat.of().toHexDigits((int) Checksum.of(bytes, 0, 16).low());
    }

    /** Returns the client; null before the first frame. */
    @Nullable
    UInt128 client() {
        return client;
    }
}
