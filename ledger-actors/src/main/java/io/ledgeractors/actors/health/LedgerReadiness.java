package io.ledgeractors.actors.health;

import io.ledgeractors.actors.Ledger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ready while the ledger answers: a session is open, the ledger is not crowded, and neither its disk nor its memory is
 * full. Answers at once, also while an embedded ledger is being opened; {@link Ledger#describe()} says why it is not
 * ready, and so does the log at each change.
 *
 * <p>A check for Pekko Management, which is no dependency; it makes one itself when the configuration says
 *
 * <pre>{@code
 * pekko.management.health-checks.readiness-checks.ledger = "io.ledgeractors.actors.health.LedgerReadiness"
 * }</pre>
 *
 * <p>It asks about the ledger of {@link Ledger#get(org.apache.pekko.actor.typed.ActorSystem)}, which it opens if nobody
 * has. Thread-safe.
 */
public final class LedgerReadiness implements Supplier<CompletionStage<Boolean>> {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReadiness.class);

    private final org.apache.pekko.actor.typed.ActorSystem<?> system;
    private final AtomicReference<String> last = new AtomicReference<>("");

    /** A check of this system's ledger. */
    public LedgerReadiness(ActorSystem system) {
        this.system = Adapter.toTyped(system);
    }

    @Override
    public CompletionStage<Boolean> get() {
        Ledger ledger = Ledger.get(system);
        boolean isReady = ledger.isReady();
        String text = isReady ? "ready" : ledger.describe();
        if (!text.equals(last.getAndSet(text))) {
            LOG.info("The ledger is {}.", isReady ? text : "not ready: " + text);
        }
        return CompletableFuture.completedFuture(isReady);
    }
}
