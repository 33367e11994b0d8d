package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.LedgerSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Opens sessions with one ledger. Thread-safe. */
public interface Connection {
    /** Returns a new session that has not been started. */
    LedgerSession newSession();

    /** Returns true if a new session may work after one that closed by itself. */
    boolean mayReopen();

    /** Returns true if the ledger is in this JVM, so that each node of a cluster has a ledger of its own. */
    default boolean isEmbedded() {
        return false;
    }

    /**
     * Returns true if its sessions send the checksum of each body. Otherwise nobody needs it, and computing it takes a
     * tenth of the processor time of an ask and more.
     */
    default boolean sendsChecksums() {
        return true;
    }

    /** Names the ledger. Connections of other nodes to the same ledger have the same name. */
    String ledger();

    /** Completes once the ledger is open, or exceptionally with the reason why it cannot be opened. */
    default CompletionStage<Done> opened() {
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    /** Closes what was opened for the sessions. The sessions have been closed before. */
    CompletionStage<Done> close();
}
