package io.ledgeractors.actors.health;

import io.ledgeractors.actors.Ledger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * The liveness check of a ledger. It fails only if nothing but a new process can help, see {@link Ledger#isAlive}. A
 * ledger that is merely away is no reason for a restart.
 *
 * <p>It is made for Pekko Management, which is no dependency, and which creates the check when the configuration says
 *
 * <pre>{@code
 * pekko.management.health-checks.liveness-checks.ledger = "io.ledgeractors.actors.health.LedgerLiveness"
 * }</pre>
 *
 * <p>A check of a system checks the ledger of {@link Ledger#get(org.apache.pekko.actor.typed.ActorSystem)}, and
 * opens that ledger if it is not open yet. To check another ledger, create the check from it. Thread-safe.
 */
public final class LedgerLiveness implements Supplier<CompletionStage<Boolean>> {
    private final Supplier<Ledger> ledger;

    /** Creates the check of a system's ledger; Pekko Management calls this. */
    public LedgerLiveness(ActorSystem system) {
        this.ledger = () -> Ledger.get(Adapter.toTyped(system));
    }

    /** Creates the check of this ledger, which may be any of a system's. */
    public LedgerLiveness(Ledger ledger) {
        this.ledger = () -> ledger;
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedFuture(ledger.get().isAlive());
    }
}
