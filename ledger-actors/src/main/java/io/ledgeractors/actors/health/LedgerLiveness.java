package io.ledgeractors.actors.health;

import io.ledgeractors.actors.Ledger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * Alive unless only a new process can help, see {@link Ledger#isAlive}: a ledger that is merely away is no reason for a
 * restart.
 *
 * <p>A check for Pekko Management, which is no dependency; it makes one itself when the configuration says
 *
 * <pre>{@code
 * pekko.management.health-checks.liveness-checks.ledger = "io.ledgeractors.actors.health.LedgerLiveness"
 * }</pre>
 *
 * <p>It asks about the ledger of {@link Ledger#get(org.apache.pekko.actor.typed.ActorSystem)}, which it opens if nobody
 * has. Thread-safe.
 */
public final class LedgerLiveness implements Supplier<CompletionStage<Boolean>> {
    private final org.apache.pekko.actor.typed.ActorSystem<?> system;

    /** A check of this system's ledger. */
    public LedgerLiveness(ActorSystem system) {
        this.system = Adapter.toTyped(system);
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedFuture(Ledger.get(system).isAlive());
    }
}
