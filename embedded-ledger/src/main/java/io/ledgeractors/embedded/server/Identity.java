package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whose connection it is: likely the client of the first request, surely the one that pinged. Pure. Source:
 * protocol fact sheet, section 1.
 */
final class Identity {
    /** What to do with a frame. */
    enum Verdict {
        /** It is the client's. */
        PASS,
        /** It is somebody else's who may have been forwarded. */
        DROP,
        /** It is somebody else's on a connection that has an owner. */
        CLOSE
    }

    private @Nullable UInt128 client;
    private boolean sure;

    /** Takes the sender of a request. */
    Verdict request(UInt128 sender) {
        if (client == null) {
            client = sender;
        }
        if (client.equals(sender)) {
            return Verdict.PASS;
        }
        return sure ? Verdict.CLOSE : Verdict.DROP;
    }

    /** Takes the sender of a ping. */
    Verdict ping(UInt128 sender) {
        if (client != null && !client.equals(sender)) {
            return Verdict.CLOSE;
        }
        client = sender;
        sure = true;
        return Verdict.PASS;
    }

    /**
     * The client in a log: enough to tell clients apart, too little to speak for one. Its id is all that a session is
     * protected by.
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

    /** The client, likely or surely; null before the first frame. */
    @Nullable
    UInt128 client() {
        return client;
    }
}
