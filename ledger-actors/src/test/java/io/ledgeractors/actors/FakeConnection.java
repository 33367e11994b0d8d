package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.session.LedgerSession;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;

/** Hands out fake sessions and keeps them for the test. */
final class FakeConnection implements Connection {
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final BlockingQueue<FakeSession> sessions = new LinkedBlockingQueue<>();
    volatile boolean isBroken;
    volatile boolean mayReopen = true;

    /** The next session that was opened. */
    FakeSession take() throws InterruptedException {
        FakeSession session = sessions.poll(5, TimeUnit.SECONDS);
        if (session == null) {
            throw new AssertionError("no session was opened");
        }
        return session;
    }

    @Override
    public LedgerSession newSession() {
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        FakeSession session = new FakeSession();
        sessions.add(session);
        return session;
    }

    @Override
    public boolean mayReopen() {
        return mayReopen;
    }

    @Override
    public String ledger() {
        return "fake";
    }

    @Override
    public CompletionStage<Done> close() {
        closed.complete(null);
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
