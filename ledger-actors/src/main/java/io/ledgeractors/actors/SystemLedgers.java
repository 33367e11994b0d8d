package io.ledgeractors.actors;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open ledgers of a system, those at other paths than the default one, and the one that replaces the default
 * ledger. Thread-safe.
 */
final class SystemLedgers implements Extension {
    static final class Id extends ExtensionId<SystemLedgers> {
        static final Id INSTANCE = new Id();

        private Id() {}

        @Override
        public SystemLedgers createExtension(ActorSystem<?> system) {
            return new SystemLedgers(system);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final ActorSystem<?> system;
    private final Map<String, Ledger> atPaths = new ConcurrentHashMap<>();
    private final Set<Ledger> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<@Nullable Ledger> replacement = new AtomicReference<>();

    private SystemLedgers(ActorSystem<?> system) {
        this.system = system;
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "ledger-advice", () -> {
            String advice = SystemEnd.advice(system);
            if (advice != null) {
                LOG.error("{}", advice);
            }
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        system.getWhenTerminated().whenComplete((done, failure) -> open.forEach(Ledger::terminated));
    }

    static SystemLedgers of(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    Ledger get(String path) {
        return atPaths.computeIfAbsent(
                path,
                missing -> Ledger.open(
                        system, missing, LedgerSettings.create(system, missing), LedgerSetup.environmentOf(system)));
    }

    /** Returns the ledger in place of the default one, null if there is none. */
    @Nullable
    Ledger replacement() {
        return replacement.get();
    }

    /** Lets this ledger be the default one until it is closed. */
    void replaceDefault(Ledger ledger) {
        replacement.set(ledger);
    }

    /** Returns the number of a new ledger, from 1. */
    int next() {
        return count.incrementAndGet();
    }

    /** Remembers a ledger until it is closed or the system has ended. */
    void opened(Ledger ledger) {
        open.add(ledger);
        if (system.getWhenTerminated().toCompletableFuture().isDone()) {
            ledger.terminated();
        }
    }

    /** Lets this ledger not be the default one any more. */
    void closing(Ledger ledger) {
        replacement.compareAndSet(ledger, null);
    }

    /** Forgets a ledger, which needs not be told the end of the system any more. */
    void closed(Ledger ledger) {
        open.remove(ledger);
    }
}
