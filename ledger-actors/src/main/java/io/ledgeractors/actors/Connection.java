package io.ledgeractors.actors;

import io.ledgeractors.session.LedgerSession;

/** A way to open sessions with one ledger. */
interface Connection {
    /** A session that has not been started. */
    LedgerSession newSession();

    /** True if a new session may do what one that closed by itself could not. */
    boolean mayReopen();

    /** Closes what was opened for the sessions, after they have been closed. */
    void close();
}
