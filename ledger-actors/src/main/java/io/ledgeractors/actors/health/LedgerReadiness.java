package io.ledgeractors.actors.health;

import io.ledgeractors.actors.Ledger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readiness check of a ledger. It is ready while a session is open, the ledger is not crowded, and neither its disk
 * nor its memory is full. If the system has a cluster, this node must also be up in it, because entities and payments
 * answer only then. It is not ready from the start of a shutdown. The check completes at once, also while an embedded
 * ledger is being opened. The log tells at each change why the check fails. {@link Ledger#describe()} tells why a
 * ledger is not ready.
 *
 * <p>It is made for Pekko Management, which is no dependency, and which creates the check when the configuration says
 *
 * <pre>{@code
 * pekko.management.health-checks.readiness-checks.ledger = "io.ledgeractors.actors.health.LedgerReadiness"
 * }</pre>
 *
 * <p>A check of a system checks the ledger of {@link Ledger#get(org.apache.pekko.actor.typed.ActorSystem)}, and
 * opens that ledger if it is not open yet. To check another ledger, create the check from it. Thread-safe.
 */
public final class LedgerReadiness implements Supplier<CompletionStage<Boolean>> {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReadiness.class);

    private final Supplier<Ledger> ledger;
    private final AtomicReference<String> last = new AtomicReference<>("");

    /** Creates the check of a system's ledger; Pekko Management calls this. */
    public LedgerReadiness(ActorSystem system) {
        this.ledger = () -> Ledger.get(Adapter.toTyped(system));
    }

    /** Creates the check of this ledger, which may be any of a system's. */
    public LedgerReadiness(Ledger ledger) {
        this.ledger = () -> ledger;
    }

    @Override
    public CompletionStage<Boolean> get() {
        Ledger checked = ledger.get();
        ActorSystem system = Adapter.toClassic(checked.system());
        String missing = CoordinatedShutdown.get(system).getShutdownReason().isPresent()
                ? "the actor system is shutting down"
                : ClusterMembership.missing(system);
        boolean isReady = missing == null && checked.isReady();
        String text = isReady ? "ready" : missing == null ? checked.describe() : missing;
        if (!text.equals(last.getAndSet(text))) {
            LOG.info("The ledger is {}.", isReady ? text : "not ready: " + text);
        }
        return CompletableFuture.completedFuture(isReady);
    }
}
