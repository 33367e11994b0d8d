package io.ledgeractors.actors;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * Ready while the ledger answers: a session is open and the ledger is not crowded.
 *
 * <p>A check for Pekko Management, which is no dependency; it makes one itself when the configuration says
 *
 * <pre>{@code
 * pekko.management.health-checks.readiness-checks.ledger = "io.ledgeractors.actors.LedgerReadiness"
 * }</pre>
 *
 * <p>It asks about the ledger of {@link Ledger#get(org.apache.pekko.actor.typed.ActorSystem)}, which it opens if nobody
 * has. Thread-safe.
 */
public final class LedgerReadiness implements Supplier<CompletionStage<Boolean>> {
    private final org.apache.pekko.actor.typed.ActorSystem<?> system;

    /** A check of this system's ledger. */
    public LedgerReadiness(ActorSystem system) {
        this.system = Adapter.toTyped(system);
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedFuture(Ledger.get(system).isReady());
    }
}
