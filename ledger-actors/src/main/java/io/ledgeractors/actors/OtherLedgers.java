package io.ledgeractors.actors;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** The ledgers of a system at other paths than the default one, and the number of all its ledgers. Thread-safe. */
final class OtherLedgers implements Extension {
    static final class Id extends ExtensionId<OtherLedgers> {
        static final Id INSTANCE = new Id();

        private Id() {}

        @Override
        public OtherLedgers createExtension(ActorSystem<?> system) {
            return new OtherLedgers(system);
        }
    }

    private final ActorSystem<?> system;
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private OtherLedgers(ActorSystem<?> system) {
        this.system = system;
    }

    Ledger get(String path) {
        return ledgers.computeIfAbsent(
                path,
                missing -> Ledger.open(
                        system, missing, LedgerSettings.create(system, missing), LedgerSetup.clockOf(system)));
    }

    /** Returns the number of a new ledger, from 1. */
    int next() {
        return count.incrementAndGet();
    }
}
