package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
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

    /** The client, likely or surely; null before the first frame. */
    @Nullable
    UInt128 client() {
        return client;
    }
}
