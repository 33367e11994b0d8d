package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.LedgerSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** A way to open sessions with one ledger. */
public interface Connection {
    /** A session that has not been started. */
    LedgerSession newSession();

    /** True if a new session may do what one that closed by itself could not. */
    boolean mayReopen();

    /** True if the ledger is in this JVM, so that each node of a cluster has one of its own. */
    default boolean isEmbedded() {
        return false;
    }

    /** Completes once the ledger is open, or with the reason why it cannot be opened. */
    default CompletionStage<Done> opened() {
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    /** Closes what was opened for the sessions, after they have been closed. */
    CompletionStage<Done> close();
}
