package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.LedgerSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a ledger in this JVM that is opened on a thread of its own. Opening takes time in proportion to the
 * history of the ledger, and the first caller must not wait for it. Sessions are in the state {@code Opening} until the
 * ledger is open. Thread-safe.
 */
public final class OpeningConnection implements Connection {
    private final String ledger;
    private final CompletableFuture<Connection> opening = new CompletableFuture<>();

    private OpeningConnection(String ledger) {
        this.ledger = ledger;
    }

    /** Begins to open a ledger with this name. {@code open} is called once, on a new thread. */
    public static OpeningConnection open(String ledger, Supplier<Connection> open) {
        OpeningConnection connection = new OpeningConnection(ledger);
        Thread thread = new Thread(() -> connection.run(open), "ledger-open");
        thread.setDaemon(true);
        thread.start();
        return connection;
    }

    private void run(Supplier<Connection> open) {
        try {
            opening.complete(open.get());
        } catch (RuntimeException | Error failure) {
            opening.completeExceptionally(failure);
        }
    }

    @Override
    public LedgerSession newSession() {
        return new OpeningSession(opening);
    }

    @Override
    public boolean mayReopen() {
        return false;
    }

    @Override
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public boolean sendsChecksums() {
        return false;
    }

    @Override
    public String ledger() {
        return ledger;
    }

    @Override
    public CompletionStage<Done> opened() {
        return opening.thenApply(open -> Done.getInstance());
    }

    /** Closes the ledger once it is open, because only then its files can be released. */
    @Override
    public CompletionStage<Done> close() {
        return opening.handle((open, failure) -> open).thenCompose(OpeningConnection::closed);
    }

    private static CompletionStage<Done> closed(@Nullable Connection open) {
        return open == null ? CompletableFuture.completedFuture(Done.getInstance()) : open.close();
    }
}
