package io.ledgeractors.testkit.probe;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.testkit.internal.activity.Activity;
import io.ledgeractors.testkit.internal.activity.Quiet;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.Release;
import io.ledgeractors.wire.TransferCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.TestKitSettings;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is none. It gets asks, and the test answers each: with results, as refused or as unknown. Give {@link
 * #ledger()} or {@link #batcher()} to what you test. There is no batcher, so each ask comes as it was made, and
 * time-outs of asks do nothing. Thread-safe.
 *
 * <pre>{@code
 * LedgerProbe probe = LedgerProbe.create(system);
 * payer.tell(new Pay(100, replies.ref()));
 * probe.expectCreateTransfers().reply(CreateTransferStatus.ExceedsCredits);
 * }</pre>
 */
public final class LedgerProbe implements AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final SessionState.Registered STATE =
            new SessionState.Registered(0, 0, Release.CLIENT, "probe", 0, 0);
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(10);

    private final BlockingQueue<LedgerBatcher.Submit> asks = new LinkedBlockingQueue<>();
    private final ProbeClock clock = new ProbeClock();
    private final ActorSystem<?> system;
    private final TestKitSettings settings;
    private final Ledger ledger;

    private LedgerProbe(ActorSystem<?> system, boolean isDefault) {
        this.system = system;
        this.settings = TestKitSettings.create(system);
        LedgerSetup setup = LedgerSetup.answeredBy(
                its -> its.systemActorOf(
                        ProbeActor.create(STATE, asks::add),
                        "ledger-probe-" + NUMBERS.incrementAndGet(),
                        Props.empty()),
                STATE);
        this.ledger = isDefault ? setup.openAsDefault(system) : setup.open(system);
    }

    /** Creates a probe in this system. */
    public static LedgerProbe create(ActorSystem<?> system) {
        return new LedgerProbe(system, false);
    }

    /**
     * Creates a probe in this system, which {@link Ledger#get} returns there until it is closed. Create it before
     * account entities, payments and streams start.
     */
    public static LedgerProbe createAsDefault(ActorSystem<?> system) {
        return new LedgerProbe(system, true);
    }

    /** Returns the ledger whose asks the probe gets. */
    public Ledger ledger() {
        return ledger;
    }

    /** Returns the actor whose commands the probe gets. */
    public ActorRef<LedgerBatcher.Command> batcher() {
        return ledger.batcher();
    }

    /**
     * Waits for an ask that creates accounts.
     *
     * @throws AssertionError if none comes within {@code pekko.actor.testkit.typed.single-expect-default}, 3 s unless
     *     set, or another one does
     */
    public ExpectedCreation<Account, CreateAccountStatus> expectCreateAccounts() {
        return new ExpectedCreation<>(
                next(Operation.CREATE_ACCOUNTS), clock, AccountCodec::decode, CreateAccountResultCodec::encode);
    }

    /** Waits for an ask that creates transfers; see {@link #expectCreateAccounts}. */
    public ExpectedCreation<Transfer, CreateTransferStatus> expectCreateTransfers() {
        return new ExpectedCreation<>(
                next(Operation.CREATE_TRANSFERS), clock, TransferCodec::decode, CreateTransferResultCodec::encode);
    }

    /** Waits for an ask that looks accounts up; see {@link #expectCreateAccounts}. */
    public ExpectedLookup<Account> expectLookupAccounts() {
        return new ExpectedLookup<>(next(Operation.LOOKUP_ACCOUNTS), clock, AccountCodec::encode);
    }

    /** Waits for an ask that looks transfers up; see {@link #expectCreateAccounts}. */
    public ExpectedLookup<Transfer> expectLookupTransfers() {
        return new ExpectedLookup<>(next(Operation.LOOKUP_TRANSFERS), clock, TransferCodec::encode);
    }

    /** Waits for an ask that reads the transfers of an account; see {@link #expectCreateAccounts}. */
    public ExpectedQuery<AccountFilter, Transfer> expectGetAccountTransfers() {
        return new ExpectedQuery<>(
                next(Operation.GET_ACCOUNT_TRANSFERS), clock, AccountFilterCodec::decode, TransferCodec::encode);
    }

    /** Waits for an ask that reads the balances of an account; see {@link #expectCreateAccounts}. */
    public ExpectedQuery<AccountFilter, AccountBalance> expectGetAccountBalances() {
        return new ExpectedQuery<>(
                next(Operation.GET_ACCOUNT_BALANCES), clock, AccountFilterCodec::decode, AccountBalanceCodec::encode);
    }

    /** Waits for an ask that queries accounts; see {@link #expectCreateAccounts}. */
    public ExpectedQuery<QueryFilter, Account> expectQueryAccounts() {
        return new ExpectedQuery<>(
                next(Operation.QUERY_ACCOUNTS), clock, QueryFilterCodec::decode, AccountCodec::encode);
    }

    /** Waits for an ask that queries transfers; see {@link #expectCreateAccounts}. */
    public ExpectedQuery<QueryFilter, Transfer> expectQueryTransfers() {
        return new ExpectedQuery<>(
                next(Operation.QUERY_TRANSFERS), clock, QueryFilterCodec::decode, TransferCodec::encode);
    }

    /** Waits for an ask that reads change events; see {@link #expectCreateAccounts}. */
    public ExpectedQuery<ChangeEventsFilter, ChangeEvent> expectGetChangeEvents() {
        return new ExpectedQuery<>(
                next(Operation.GET_CHANGE_EVENTS), clock, ChangeEventsFilterCodec::decode, ChangeEventCodec::encode);
    }

    /**
     * Checks that there is no ask. In a system of a {@link io.ledgeractors.testkit.LedgerTestKit}, and in one that
     * includes {@code ledger-testkit.conf}, it first waits until no actor does anything any more. In other systems it
     * waits for {@code pekko.actor.testkit.typed.expect-no-message-default}, 100 ms of real time unless set.
     *
     * @throws AssertionError if there is an ask
     */
    public void expectNoAsk() {
        LedgerBatcher.@Nullable Submit ask;
        if (Activity.isComplete(system)) {
            Quiet.await(List.of(Activity.of(system)), QUIET_WITHIN);
            ask = asks.poll();
        } else {
            ask = poll(
                    Duration.ofMillis(settings.ExpectNoMessageDefaultTimeout().toMillis()));
        }
        if (ask != null) {
            throw new AssertionError("expected no ask, but there is one: " + describe(ask));
        }
    }

    /**
     * Ends the probe. A probe that is not closed ends with its system. {@link Ledger#get} does not return it any more;
     * asks that it did not answer stay without an answer.
     */
    @Override
    public void close() {
        ledger.close();
    }

    private LedgerBatcher.Submit next(Operation expected) {
        Duration patience =
                Duration.ofMillis(settings.SingleExpectDefaultTimeout().toMillis());
        LedgerBatcher.Submit ask = poll(patience);
        if (ask == null) {
            throw new AssertionError("expected " + expected + ", but no ask came within " + patience);
        }
        if (ask.operation() != expected) {
            throw new AssertionError("expected " + expected + ", but the next ask is " + describe(ask));
        }
        return ask;
    }

    private LedgerBatcher.@Nullable Submit poll(Duration patience) {
        try {
            return asks.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an ask", interrupted);
        }
    }

    private static String describe(LedgerBatcher.Submit ask) {
        return ask.operation() + " with " + ask.count() + " events";
    }
}
