package io.ledgeractors.actors;

import io.ledgeractors.session.LedgerSession;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.ExtensionSetup;

/**
 * Puts another ledger in the place of the one that the configuration names: given to an actor system when it is created,
 * it decides what {@link Ledger#get(ActorSystem)} returns there. For tests.
 */
public final class LedgerSetup extends ExtensionSetup<Ledger> {
    private LedgerSetup(Function<ActorSystem<?>, Ledger> open) {
        super(Ledger.Id.instance(), open::apply);
    }

    /** A ledger opened with these settings. */
    public static LedgerSetup create(LedgerSettings settings) {
        return new LedgerSetup(system -> Ledger.open(system, settings));
    }

    /** A ledger whose sessions, not started yet, come from {@code sessions}. */
    public static LedgerSetup create(BatcherSettings settings, Supplier<LedgerSession> sessions) {
        return new LedgerSetup(system -> Ledger.open(system, settings, sessions));
    }

    /** An embedded ledger in memory. */
    public static LedgerSetup inMemory() {
        return create(new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT));
    }
}
