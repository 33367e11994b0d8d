package io.ledgeractors.actors;

import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.ExtensionSetup;

/**
 * Puts another ledger in the place of the one that the configuration names: given to an actor system when it is created,
 * it decides what {@link Ledger#get(ActorSystem)} returns there. For tests.
 */
public final class LedgerSetup extends ExtensionSetup<Ledger> {
    private interface Opener {
        Ledger open(ActorSystem<?> system, Clock clock);
    }

    private final Opener opener;

    private LedgerSetup(Opener opener, Clock clock) {
        super(Ledger.Id.instance(), system -> opener.open(system, clock));
        this.opener = opener;
    }

    private static LedgerSetup create(Opener opener) {
        return new LedgerSetup(opener, Clock.system());
    }

    /** A ledger opened with these settings. */
    public static LedgerSetup create(LedgerSettings settings) {
        return create((system, clock) -> Ledger.open(system, settings, clock));
    }

    /** A ledger whose sessions, not started yet, come from {@code sessions}. */
    public static LedgerSetup create(BatcherSettings settings, Supplier<LedgerSession> sessions) {
        return create((system, clock) -> Ledger.open(system, settings, sessions, clock));
    }

    /** An embedded ledger in memory. */
    public static LedgerSetup inMemory() {
        return create(new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT));
    }

    /**
     * Returns the same setup with another clock: the batcher, account entities, payments and the payment scanner read
     * the time from it. It must be thread-safe.
     */
    public LedgerSetup withClock(Clock clock) {
        return new LedgerSetup(opener, clock);
    }
}
