package io.ledgeractors.actors;

import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.ExtensionSetup;

/**
 * Replaces the ledger that the configuration names, for tests. Given to an actor system when it is created, it decides
 * which ledger {@link Ledger#get(ActorSystem)} returns there. Immutable.
 */
public final class LedgerSetup extends ExtensionSetup<Ledger> {
    private interface Opener {
        Ledger open(ActorSystem<?> system, Clock clock);
    }

    private final Opener opener;
    private final Clock clock;

    private LedgerSetup(Opener opener, Clock clock) {
        super(Ledger.Id.instance(), system -> opener.open(system, clock));
        this.opener = opener;
        this.clock = clock;
    }

    private static LedgerSetup create(Opener opener) {
        return new LedgerSetup(opener, Clock.system());
    }

    /** Returns a setup of a ledger with these settings. */
    public static LedgerSetup create(LedgerSettings settings) {
        return create((system, clock) -> Ledger.open(system, LedgerSettings.PATH, settings, clock));
    }

    /**
     * Returns a setup of a ledger over given sessions.
     *
     * @param sessions gives a new session at each call, which has not been started
     */
    public static LedgerSetup create(BatcherSettings settings, Supplier<LedgerSession> sessions) {
        return create((system, clock) -> Ledger.open(system, LedgerSettings.PATH, settings, sessions, clock));
    }

    /** Returns a setup of an embedded ledger in memory. */
    public static LedgerSetup inMemory() {
        return create(new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT));
    }

    /**
     * Returns the same setup with another clock. All ledgers of the system take it, those of {@link
     * Ledger#get(ActorSystem, String)} too: the batcher, an embedded ledger, account entities, payments and the payment
     * scanner read the time from it. A TigerBeetle cluster and Pekko's timers keep their own time.
     *
     * @param newClock thread-safe
     */
    public LedgerSetup withClock(Clock newClock) {
        return new LedgerSetup(opener, newClock);
    }

    /** Returns the clock of a system's setup, or the system's if it has none. */
    static Clock clockOf(ActorSystem<?> system) {
        return system.classicSystem()
                .settings()
                .setup()
                .get(LedgerSetup.class)
                .map(setup -> setup.clock)
                .orElseGet(Clock::system);
    }
}
