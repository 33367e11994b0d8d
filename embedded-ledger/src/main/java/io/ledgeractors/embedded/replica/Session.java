package io.ledgeractors.embedded.replica;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Release;

/** A registered client and the last reply to it. */
final class Session {
    private final UInt128 client;
    private final long number;
    private final Release release;
    private StoredReply reply;
    private boolean isResumed;

    Session(UInt128 client, long number, Release release, StoredReply registerReply) {
        this.client = client;
        this.number = number;
        this.release = release;
        this.reply = registerReply;
    }

    UInt128 client() {
        return client;
    }

    /** Returns the number of the session: the position of its register. */
    long number() {
        return number;
    }

    /** Returns the release that the client stated when it registered. */
    Release release() {
        return release;
    }

    StoredReply reply() {
        return reply;
    }

    void reply(StoredReply next) {
        reply = next;
        isResumed = false;
    }

    /**
     * Marks the session as one that began before this start. Its client may have read since the last reply that is
     * known here, because reads are not in the log.
     */
    void resume() {
        isResumed = true;
    }

    /** Returns true if the session has got no new reply since the start. */
    boolean isResumed() {
        return isResumed;
    }
}
