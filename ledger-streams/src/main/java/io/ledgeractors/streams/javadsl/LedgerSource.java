package io.ledgeractors.streams.javadsl;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.internal.LedgerGate;
import io.ledgeractors.streams.internal.PageElement;
import io.ledgeractors.streams.internal.PageKind;
import io.ledgeractors.streams.internal.PageStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceWithContext;

/**
 * What a ledger holds, as streams: read page by page, in the order of the timestamps or against it, without gaps or
 * doubles.
 *
 * <p><b>Filters.</b> Those of the ledger, but {@code limit} is that of the whole stream; without one it goes to the
 * end. How much is asked for at a time is {@code page-size}; the next page is asked for while the one before goes out.
 * A filter that the ledger calls invalid (see its description) gives an empty stream.
 *
 * <p><b>The end.</b> A source ends when the ledger has no more; what is created while it reads comes too, unless it
 * reads against the order or {@code timestampMax} forbids it. {@link #liveChangeEvents} goes on until its limit or
 * {@code timestampMax} is reached, and asks less and less often while nothing happens ({@code min-poll} to {@code
 * max-poll}).
 *
 * <p><b>Going on later.</b> The twins {@code ...WithContext} give the position behind each element. Kept once the
 * element has been dealt with, it lets a later source with the same filter go on right behind it. Historical (imported)
 * events have timestamps of their own: a position of change events that is above them skips them.
 *
 * <p><b>Failures.</b> Reads are repeated while the ledger's queue is full ({@code overload-timeout}) and while it is
 * unknown what became of them ({@code unknown-timeout}); then, or when they are refused, the source fails with a
 * {@link io.ledgeractors.streams.LedgerReadException} that has the position, after all before it has gone out. Without
 * a session within {@code ready-timeout} it fails with a {@link io.ledgeractors.actors.LedgerUnavailableException}.
 */
public final class LedgerSource {
    private LedgerSource() {}

    /** The transfers of an account, with the settings of the system's configuration. */
    public static Source<Transfer, NotUsed> accountTransfers(ActorSystem<?> system, AccountFilter filter) {
        return accountTransfers(system, LedgerStreamSettings.create(system), filter);
    }

    /** The transfers of an account. */
    public static Source<Transfer, NotUsed> accountTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter) {
        return plain(system, settings, PageKind.ACCOUNT_TRANSFERS, filter, false);
    }

    /** The transfers of an account, each with the position behind it, from a position on. */
    public static SourceWithContext<Transfer, ResumeToken, NotUsed> accountTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter, ResumeToken from) {
        return withContext(system, settings, PageKind.ACCOUNT_TRANSFERS, filter, false, from);
    }

    /**
     * The balances of an account that was created with history, one after each of its transfers, with the settings of
     * the system's configuration.
     */
    public static Source<AccountBalance, NotUsed> accountBalances(ActorSystem<?> system, AccountFilter filter) {
        return accountBalances(system, LedgerStreamSettings.create(system), filter);
    }

    /** The balances of an account that was created with history, one after each of its transfers. */
    public static Source<AccountBalance, NotUsed> accountBalances(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter) {
        return plain(system, settings, PageKind.ACCOUNT_BALANCES, filter, false);
    }

    /**
     * The balances of an account that was created with history, one after each of its transfers, each with the
     * position behind it, from a position on.
     */
    public static SourceWithContext<AccountBalance, ResumeToken, NotUsed> accountBalancesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter, ResumeToken from) {
        return withContext(system, settings, PageKind.ACCOUNT_BALANCES, filter, false, from);
    }

    /** Accounts by their fields, with the settings of the system's configuration. */
    public static Source<Account, NotUsed> queryAccounts(ActorSystem<?> system, QueryFilter filter) {
        return queryAccounts(system, LedgerStreamSettings.create(system), filter);
    }

    /** Accounts by their fields. */
    public static Source<Account, NotUsed> queryAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter) {
        return plain(system, settings, PageKind.ACCOUNTS, filter, false);
    }

    /** Accounts by their fields, each with the position behind it, from a position on. */
    public static SourceWithContext<Account, ResumeToken, NotUsed> queryAccountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter, ResumeToken from) {
        return withContext(system, settings, PageKind.ACCOUNTS, filter, false, from);
    }

    /** Transfers by their fields, with the settings of the system's configuration. */
    public static Source<Transfer, NotUsed> queryTransfers(ActorSystem<?> system, QueryFilter filter) {
        return queryTransfers(system, LedgerStreamSettings.create(system), filter);
    }

    /** Transfers by their fields. */
    public static Source<Transfer, NotUsed> queryTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter) {
        return plain(system, settings, PageKind.TRANSFERS, filter, false);
    }

    /** Transfers by their fields, each with the position behind it, from a position on. */
    public static SourceWithContext<Transfer, ResumeToken, NotUsed> queryTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter, ResumeToken from) {
        return withContext(system, settings, PageKind.TRANSFERS, filter, false, from);
    }

    /** What has happened in the ledger up to now, with the settings of the system's configuration. */
    public static Source<ChangeEvent, NotUsed> changeEvents(ActorSystem<?> system, ChangeEventsFilter filter) {
        return changeEvents(system, LedgerStreamSettings.create(system), filter);
    }

    /** What has happened in the ledger up to now. */
    public static Source<ChangeEvent, NotUsed> changeEvents(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter) {
        return plain(system, settings, PageKind.CHANGE_EVENTS, filter, false);
    }

    /** What has happened in the ledger up to now, each with the position behind it, from a position on. */
    public static SourceWithContext<ChangeEvent, ResumeToken, NotUsed> changeEventsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter, ResumeToken from) {
        return withContext(system, settings, PageKind.CHANGE_EVENTS, filter, false, from);
    }

    /**
     * What has happened in the ledger, and what happens from now on, with the settings of the system's configuration.
     */
    public static Source<ChangeEvent, NotUsed> liveChangeEvents(ActorSystem<?> system, ChangeEventsFilter filter) {
        return liveChangeEvents(system, LedgerStreamSettings.create(system), filter);
    }

    /** What has happened in the ledger, and what happens from now on. */
    public static Source<ChangeEvent, NotUsed> liveChangeEvents(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter) {
        return plain(system, settings, PageKind.CHANGE_EVENTS, filter, true);
    }

    /**
     * What has happened in the ledger, and what happens from now on, each with the position behind it, from a
     * position on.
     */
    public static SourceWithContext<ChangeEvent, ResumeToken, NotUsed> liveChangeEventsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter, ResumeToken from) {
        return withContext(system, settings, PageKind.CHANGE_EVENTS, filter, true, from);
    }

    private static <T, F> Source<T, NotUsed> plain(
            ActorSystem<?> system, LedgerStreamSettings settings, PageKind<T, F> kind, F filter, boolean live) {
        return Source.fromGraph(PageStage.of(
                kind, filter, live, ResumeToken.START, PageElement.bare(), gate(system, settings), settings));
    }

    private static <T, F> SourceWithContext<T, ResumeToken, NotUsed> withContext(
            ActorSystem<?> system,
            LedgerStreamSettings settings,
            PageKind<T, F> kind,
            F filter,
            boolean live,
            ResumeToken from) {
        Source<Pair<T, ResumeToken>, NotUsed> source = Source.fromGraph(
                PageStage.of(kind, filter, live, from, PageElement.withToken(), gate(system, settings), settings));
        return SourceWithContext.fromPairs(source);
    }

    private static LedgerGate gate(ActorSystem<?> system, LedgerStreamSettings settings) {
        return new LedgerGate(Ledger.get(system), settings.readyTimeout());
    }
}
