package io.ledgeractors.testkit;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.testkit.fault.Faults;
import io.ledgeractors.testkit.fault.NextAsk;
import io.ledgeractors.testkit.internal.host.KitHost;
import io.ledgeractors.testkit.internal.time.Times;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.DoNotInherit;

/**
 * A ledger in memory for a test, with a clock that the test moves, and an actor system with Pekko's test kit. All that
 * works with the ledger is real: the batcher, the rules of a session with a server, and the server side and the log of
 * the embedded ledger. Between them a test lets things go wrong, see {@link #next(Operation)} and {@link Faults}.
 *
 * <p>JUnit 5 opens and closes the kit of a field, see {@link #inMemory()}, or of a parameter, see {@link LedgerTest}.
 * Without JUnit use {@link #create()} and {@link #close()}.
 *
 * <p><b>Systems.</b> A kit that was created without a system owns one. There {@link Ledger#get(ActorSystem)} is the
 * kit's ledger, and so are those of entities, payments and streams that name no other. Kits lend each other the systems
 * of a JVM, but no two kits have one at the same time. A kit in a system of your own leaves its default ledger as it
 * is, unless {@link LedgerTestKitSettings#asDefault()} says otherwise.
 *
 * <p><b>Time</b> stands still until {@link #advance} moves it. Then everything happens that is due by the clock of the
 * ledger. Each operation moves the time of the ledger itself by at least 1 ns.
 *
 * <p>The methods are called on the test's thread, never by an actor. Those that ask the ledger wait for the reply, at
 * most for {@link LedgerTestKitSettings#patience} of real time, and then throw an {@link AssertionError}.
 */
@DoNotInherit
public abstract class LedgerTestKit implements AutoCloseable {
    /** The number of the ledger of accounts that the kit creates, unless a test sets another. */
    public static final int LEDGER = 1;

    /** The code of accounts and transfers that the kit creates, unless a test sets another. */
    public static final int CODE = 1;

    LedgerTestKit() {}

    /** Returns the open ledger of the present test. */
    abstract KitCore core();

    /**
     * Returns a kit that JUnit 5 opens and closes. Register it in a field:
     *
     * <pre>{@code
     * @RegisterExtension
     * static LedgerTestKit kit = LedgerTestKit.inMemory();
     * }</pre>
     *
     * <p>In a static field all tests of the class have the same ledger, and {@link
     * LedgerTestKitExtension#freshPerTest()} gives each a ledger of its own. In an instance field each test has a
     * ledger of its own.
     */
    public static LedgerTestKitExtension inMemory() {
        return inMemory(LedgerTestKitSettings.create());
    }

    /** Returns a kit that JUnit 5 opens and closes, with settings; see {@link #inMemory()}. */
    public static LedgerTestKitExtension inMemory(LedgerTestKitSettings settings) {
        return new LedgerTestKitExtension(settings, false);
    }

    /** Opens a kit with an actor system of its own. Close it. */
    public static LedgerTestKit create() {
        return create(LedgerTestKitSettings.create());
    }

    /** Opens a kit with an actor system of its own, with settings. Close it. */
    public static LedgerTestKit create(LedgerTestKitSettings settings) {
        return new OpenLedgerTestKit(KitCore.open(settings));
    }

    /** Opens a kit in the system of your test kit, which you shut down after {@link #close()}. */
    public static LedgerTestKit create(ActorTestKit testKit) {
        return create(testKit, LedgerTestKitSettings.create());
    }

    /** Opens a kit in the system of your test kit, with settings; see {@link #create(ActorTestKit)}. */
    public static LedgerTestKit create(ActorTestKit testKit, LedgerTestKitSettings settings) {
        return new OpenLedgerTestKit(KitCore.open(settings, KitHost.of(testKit)));
    }

    /** Opens a kit in a system of your own, which you terminate after {@link #close()}. */
    public static LedgerTestKit create(ActorSystem<?> system) {
        return create(system, LedgerTestKitSettings.create());
    }

    /** Opens a kit in a system of your own, with settings; see {@link #create(ActorSystem)}. */
    public static LedgerTestKit create(ActorSystem<?> system, LedgerTestKitSettings settings) {
        return new OpenLedgerTestKit(KitCore.open(settings, KitHost.of(system)));
    }

    /**
     * Returns the test kit of Pekko. The actors that the test spawns with it are stopped at the end of the test, unless
     * it is your own kit. It must not be shut down, unless it is your own.
     */
    public ActorTestKit testKit() {
        return core().host().testKit();
    }

    /** Returns the actor system. */
    public ActorSystem<?> system() {
        return core().host().system();
    }

    /** Returns the ledger. */
    public Ledger ledger() {
        return core().ledger();
    }

    /** Returns the clock of the ledger, which {@link #advance} moves. */
    public Clock clock() {
        return core().time();
    }

    /**
     * Returns the alarms of {@link #clock()}, which {@link #advance} rings, for a ledger that a test sets up itself.
     */
    public Alarms alarms() {
        return core().time();
    }

    /** Returns the time of {@link #clock()}. */
    public Instant now() {
        return Instant.EPOCH.plusNanos(core().time().realtimeNanos());
    }

    /**
     * Creates accounts in ledger {@value #LEDGER}, with code {@value #CODE} and no flags.
     *
     * @param ids of the accounts, above 0
     * @return the accounts as the ledger has them
     * @throws AssertionError if the ledger refuses one
     */
    public List<Account> accounts(long... ids) {
        return core().fixtures().create(Fixtures.accounts(ids));
    }

    /** Describes an account, which {@link AccountFixture#create} creates. */
    public AccountFixture account(long id) {
        return account(UInt128.of(id));
    }

    /** Describes an account, which {@link AccountFixture#create} creates. */
    public AccountFixture account(UInt128 id) {
        return new AccountFixture(core().fixtures(), id);
    }

    /**
     * Credits an account with an amount, at the debit of {@link #fundingAccount} of its ledger, which is created if it
     * does not exist.
     *
     * @param amount not negative
     * @return the transfer as the ledger has it
     * @throws AssertionError if the account does not exist, or the ledger refuses the transfer
     */
    public Transfer fund(long id, long amount) {
        return fund(UInt128.of(id), UInt128.of(amount));
    }

    /** Credits an account with an amount; see {@link #fund(long, long)}. */
    public Transfer fund(UInt128 id, UInt128 amount) {
        return core().fixtures().fund(id, amount);
    }

    /** Returns the id of the account that {@link #fund} debits in this ledger: 2^128 - 2^64 plus its number. */
    public static UInt128 fundingAccount(int ledger) {
        return Fixtures.fundingAccount(ledger);
    }

    /**
     * Looks an account up and returns checks of it.
     *
     * @throws AssertionError if it does not exist
     */
    public AccountAssert assertAccount(long id) {
        return assertAccount(UInt128.of(id));
    }

    /**
     * Looks an account up and returns checks of it.
     *
     * @throws AssertionError if it does not exist
     */
    public AccountAssert assertAccount(UInt128 id) {
        return new AccountAssert(core(), core().fixtures().find(id));
    }

    /**
     * Checks that in each ledger the debits of all accounts equal their credits, posted and pending. It reads all
     * accounts, some thousands at a time, so no one may make transfers meanwhile.
     *
     * @throws AssertionError if they do not
     */
    public void assertConserved() {
        new Conservation(core()).check();
    }

    /**
     * Lets time pass. The clock goes from one due time to the next. At each, pending transfers expire; time-outs of the
     * batcher, deadlines of payments, the payment scanner, time-outs of policies, sessions through gateways and waits
     * of streams ring one by one; and the kit waits after each until nothing is under way. Then the clock shows the
     * end.
     *
     * <p>It waits for the actors of the ledger: batcher, entities, payments and the scanner. It waits for all other
     * actors and streams too if the system is the kit's own, or includes {@code ledger-testkit.conf}. It does not wait
     * for threads that are not Pekko's, such as those of a payment step or of the stage that a {@code context.ask} of
     * Pekko returns, and not for timers of Pekko, which move by real time or {@code ManualTime}.
     *
     * @param duration not negative, counted from the time of the clock or of the ledger, whichever is later
     * @throws IllegalArgumentException if the duration is negative, or leads behind the year 2262
     * @throws IllegalStateException if actors are not quiet within {@link LedgerTestKitSettings#patience}
     */
    public void advance(Duration duration) {
        core().timeMachine().advance(duration);
    }

    /**
     * Lets time pass until the clock shows this time; see {@link #advance}.
     *
     * @throws IllegalArgumentException if the clock shows a later time, or the time is behind the year 2262
     * @throws IllegalStateException if actors are not quiet within {@link LedgerTestKitSettings#patience}
     */
    public void advanceTo(Instant time) {
        core().timeMachine().advanceTo(Times.nanos(time));
    }

    /** Waits until nothing is under way, while time stands still; see {@link #advance} for what it waits for. */
    public void awaitQuiet() {
        core().timeMachine().awaitQuiet();
    }

    /**
     * Returns the faults: what goes wrong between an asker and the ledger. The methods from {@link #next(Operation)} to
     * {@link #slow} are shorthands for them.
     */
    public Faults faults() {
        return core().faults();
    }

    /** Selects the next ask for a fault; see {@link Faults#next()}. */
    public NextAsk next() {
        return faults().next();
    }

    /** Selects the next ask of an operation for a fault; see {@link Faults#next(Operation)}. */
    public NextAsk next(Operation operation) {
        return faults().next(operation);
    }

    /** Selects the next ask that names an id for a fault; see {@link Faults#next(Operation, UInt128)}. */
    public NextAsk next(Operation operation, UInt128 id) {
        return faults().next(operation, id);
    }

    /** Selects the next ask that names an id for a fault; see {@link Faults#next(Operation, long)}. */
    public NextAsk next(Operation operation, long id) {
        return faults().next(operation, id);
    }

    /** Selects asks by chance for a fault; see {@link Faults#withProbability}. */
    public NextAsk withProbability(double probability, long seed) {
        return faults().withProbability(probability, seed);
    }

    /** Lets everything go on that {@link NextAsk#hold()} holds. */
    public void release() {
        faults().release();
    }

    /** Ends the sessions that are open; see {@link Faults#evictSession()}. */
    public void evictSession() {
        faults().evictSession();
    }

    /** Cuts the connections of all sessions; see {@link Faults#disconnect()}. */
    public void disconnect() {
        faults().disconnect();
    }

    /** Lets the server lose its power before its disk has the next ask; see {@link Faults#crashBeforeCommit()}. */
    public Fault crashBeforeCommit() {
        return faults().crashBeforeCommit();
    }

    /** Lets the server lose its power once its disk has the next ask; see {@link Faults#crashAfterCommit()}. */
    public Fault crashAfterCommit() {
        return faults().crashAfterCommit();
    }

    /** Fills the disk of the ledger; see {@link Faults#fillDisk()}. */
    public void fillDisk() {
        faults().fillDisk();
    }

    /** Frees the disk of the ledger; see {@link Faults#freeDisk()}. */
    public void freeDisk() {
        faults().freeDisk();
    }

    /** Makes each force of the log take this long; see {@link Faults#slow}. */
    public void slow(Duration force) {
        faults().slow(force);
    }

    /**
     * Waits for a stage, such as a reply of the ledger.
     *
     * @throws AssertionError if it does not complete within {@link LedgerTestKitSettings#patience}, such as a reply
     *     that comes only when the test moves the time; the message tells when the next timer is due
     * @throws java.util.concurrent.CompletionException if it completes exceptionally
     */
    public <T> T await(CompletionStage<T> stage) {
        return core().await(stage);
    }

    /**
     * Starts the account entities of the default ledger and waits until they answer. The kit needs a cluster, see
     * {@link LedgerTestKitSettings#withCluster()}.
     *
     * @throws IllegalStateException if the kit has no cluster
     */
    public Accounts startAccounts() {
        return EntityStarts.accounts(core());
    }

    /**
     * Starts a kind of payments on the kit's ledger and waits until they answer. The kit needs a cluster, see {@link
     * LedgerTestKitSettings#withCluster()}.
     *
     * @param step what is done between reserve and post; see {@link TestPaymentStep}
     * @throws IllegalStateException if the kit has no cluster
     */
    public Payments startPayments(PaymentSettings settings, PaymentStep step) {
        return EntityStarts.payments(core(), settings, step);
    }

    /**
     * Opens the ledger in another actor system, as a second node has it, until the kit is closed. There {@link
     * Ledger#get(ActorSystem)} returns it from now on.
     */
    public Ledger join(ActorSystem<?> system) {
        return core().join(system);
    }

    /**
     * Returns a setup for an actor system that you create, which opens the ledger of this kit as its default ledger.
     * The system must be terminated before the kit is closed.
     */
    public LedgerSetup setup() {
        return core().setup();
    }

    /** Closes the ledger, after the actors that the test spawned. JUnit does so for a field or a parameter. */
    @Override
    public abstract void close();
}
