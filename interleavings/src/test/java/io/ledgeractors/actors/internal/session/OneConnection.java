package io.ledgeractors.actors.internal.session;

import io.ledgeractors.interleavings.HeldSession;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;

/** A connection that tells what became of its sessions. */
final class OneConnection implements Connection {
    private final List<HeldSession> made = new CopyOnWriteArrayList<>();

    @Override
    public LedgerSession newSession() {
        HeldSession session = new HeldSession(false);
        made.add(session);
        return session;
    }

    /** Returns how many sessions are closed and, if there are such, how many are open. */
    String sessions() {
        long open = made.stream()
                .filter(session -> !(session.state() instanceof SessionState.Closed))
                .count();
        return (made.size() - open) + " closed" + (open == 0 ? "" : ", " + open + " open");
    }

    @Override
    public boolean mayReopen() {
        return false;
    }

    @Override
    public String ledger() {
        return "test";
    }

    @Override
    public CompletionStage<Done> close() {
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
