package io.ledgeractors.actors;

import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.ExtensionSetup;
import org.apache.pekko.annotation.InternalApi;

/**
 * Replaces the ledger that the configuration names, for tests. Given to an actor system when it is created, it decides
 * which ledger {@link Ledger#get(ActorSystem)} returns there. {@link #open} and {@link #openAsDefault} open its ledger
 * in a system that exists. Immutable.
 */
public final class LedgerSetup extends ExtensionSetup<Ledger> {
    private interface Opener {
        Ledger open(ActorSystem<?> system, String path, LedgerEnvironment environment);
    }

    private final Opener opener;
    private final LedgerEnvironment environment;

    private LedgerSetup(Opener opener, LedgerEnvironment environment) {
        super(Ledger.Id.instance(), system -> opener.open(system, LedgerSettings.PATH, environment));
        this.opener = opener;
        this.environment = environment;
    }

    private static LedgerSetup create(Opener opener) {
        return new LedgerSetup(opener, LedgerEnvironment.DEFAULT);
    }

    /** Returns a setup of a ledger with these settings. */
    public static LedgerSetup create(LedgerSettings settings) {
        return create((system, path, environment) -> Ledger.open(system, path, settings, environment));
    }

    /**
     * Returns a setup of a ledger over given sessions.
     *
     * @param sessions gives a new session at each call, which has not been started
     */
    public static LedgerSetup create(BatcherSettings settings, Supplier<LedgerSession> sessions) {
        return create(settings, system -> sessions.get());
    }

    /**
     * Returns a setup of a ledger over given sessions.
     *
     * @param sessions gives a new session of this system at each call, which has not been started
     */
    public static LedgerSetup create(BatcherSettings settings, Function<ActorSystem<?>, LedgerSession> sessions) {
        return create((system, path, environment) ->
                Ledger.open(system, path, settings, () -> sessions.apply(system), environment));
    }

    /**
     * Returns a setup of a ledger that is none: an actor of a test gets all commands and answers them. It also gets the
     * messages of {@link Ledger#ready} and {@link Ledger#close}.
     *
     * @param batcher makes the actor that answers
     * @param state of the session, as {@link Ledger#state} tells it
     */
    @InternalApi
    public static LedgerSetup answeredBy(
            Function<ActorSystem<?>, ActorRef<BatcherMessage>> batcher, SessionState.Registered state) {
        return create(
                (system, path, environment) -> Ledger.answeredBy(system, batcher.apply(system), state, environment));
    }

    /** Returns a setup of an embedded ledger in memory. */
    public static LedgerSetup inMemory() {
        return create(new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT));
    }

    /**
     * Returns the same setup with another clock. All ledgers of the system take it, those of {@link
     * Ledger#get(ActorSystem, String)} too: the batcher, an embedded ledger, account entities, payments and the payment
     * scanner read the time from it. A TigerBeetle cluster and Pekko's timers keep their own time; see {@link
     * #withAlarms} for the latter.
     *
     * @param newClock thread-safe
     */
    public LedgerSetup withClock(Clock newClock) {
        return new LedgerSetup(opener, environment.withClock(newClock));
    }

    /**
     * Returns the same setup with alarms of this clock, which ring in place of Pekko's timers. Batchers, account
     * entities, payments, the payment scanner, sessions through a gateway and the stages of streams wait by them. These
     * waits stay Pekko's: {@link Ledger#ready}, the drain time-out of a shutdown, and the restart of an actor that
     * failed.
     *
     * @param newAlarms thread-safe; of the clock of {@link #withClock}
     */
    public LedgerSetup withAlarms(Alarms newAlarms) {
        return new LedgerSetup(opener, environment.withAlarms(newAlarms));
    }

    /**
     * Returns the same setup with another dispatcher for all actors of the ledger: batchers, account entities, payments
     * and the payment scanner.
     *
     * @param path of the dispatcher in the configuration of the system
     */
    public LedgerSetup withDispatcher(String path) {
        return new LedgerSetup(opener, environment.withDispatcher(path));
    }

    /** INTERNAL API of ledger-testkit. Returns the same setup with an interceptor for the asks of its batchers. */
    @InternalApi
    public LedgerSetup withInterceptor(AskInterceptor interceptor) {
        return new LedgerSetup(opener, environment.withInterceptor(interceptor));
    }

    /**
     * INTERNAL API of ledger-testkit. Returns the same setup with one source of all random numbers of its batchers and
     * streams, so that a run can be repeated.
     *
     * @param newRandom thread-safe
     */
    @InternalApi
    public LedgerSetup withRandom(RandomGenerator newRandom) {
        return new LedgerSetup(opener, environment.withRandom(newRandom));
    }

    /**
     * Opens the ledger of this setup in a system, as one more; {@link Ledger#get} does not return it. It is closed with
     * the system, or by {@link Ledger#close}. It serves as a gateway if the node has the role.
     *
     * @throws IllegalArgumentException if the drain time-out is not below that of Pekko's phase
     */
    public Ledger open(ActorSystem<?> system) {
        return opener.open(system, LedgerSettings.PATH, environment);
    }

    /**
     * Opens the ledger of this setup in a system. {@link Ledger#get(ActorSystem)} returns it until it is closed. Who
     * got another ledger before keeps it: open this one before account entities, payments and streams start.
     *
     * @throws IllegalArgumentException if the drain time-out is not below that of Pekko's phase
     */
    public Ledger openAsDefault(ActorSystem<?> system) {
        Ledger opened = open(system);
        SystemLedgers.of(system).replaceDefault(opened);
        return opened;
    }

    /** Returns the environment of a system's setup, or the default one if it has none. */
    static LedgerEnvironment environmentOf(ActorSystem<?> system) {
        return system.classicSystem()
                .settings()
                .setup()
                .get(LedgerSetup.class)
                .map(setup -> setup.environment)
                .orElse(LedgerEnvironment.DEFAULT);
    }
}
