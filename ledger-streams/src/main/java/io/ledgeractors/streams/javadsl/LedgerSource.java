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
import io.ledgeractors.streams.internal.gate.BulkLaneGate;
import io.ledgeractors.streams.internal.gate.RequestGate;
import io.ledgeractors.streams.internal.page.PageSources;
import io.ledgeractors.streams.internal.page.PagedQuery;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceWithContext;

/**
 * Sources of the objects in a ledger. They read page by page, in the order of the timestamps or in reverse, without
 * gaps or duplicates. Thread-safe, because a source is a description that may be materialised any number of times.
 *
 * <p><b>Ledger.</b> A source uses the {@link Ledger} that it is given. With an actor system instead, it uses the
 * default ledger of that system, which is opened if need be.
 *
 * <p><b>Filters.</b> They are the ledger's own, but {@code limit} is the limit of the whole source. Without a limit the
 * source reads to the end. A page holds {@code page-size} objects, and the next page is prefetched while the current
 * one is emitted. A filter that the ledger calls invalid (see the filter's description) gives an empty source.
 *
 * <p><b>The end.</b> A source completes when the ledger has no more objects. Objects that are created while it reads
 * are included, unless it reads in reverse or {@code timestampMax} excludes them. A source of live change events
 * continues until its limit or {@code timestampMax} is reached. While nothing happens it polls less and less often,
 * between {@code min-poll} and {@code max-poll}.
 *
 * <p><b>Resuming.</b> The twins {@code ...WithContext} emit each object with the position behind it. Store the position
 * when the object has been processed, and a later source with the same filter continues right behind it. Imported
 * (historical) events have timestamps of their own. A source of change events whose position is above such a timestamp
 * does not emit the event.
 *
 * <p><b>Failures.</b> A read is repeated while the batcher's queue is full (for {@code overload-timeout} at most) or
 * its outcome is unknown (for {@code unknown-timeout} at most). After that, or if a read is refused, the source emits
 * everything that it has read and fails with a {@link io.ledgeractors.streams.LedgerReadException} that holds the
 * position. Without a session within {@code ready-timeout} it fails with a {@link
 * io.ledgeractors.actors.LedgerUnavailableException}.
 */
public final class LedgerSource {
    private LedgerSource() {}

    /**
     * Returns a source of the transfers of an account in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Source<Transfer, NotUsed> accountTransfers(ActorSystem<?> system, AccountFilter filter) {
        return accountTransfers(Ledger.get(system), filter);
    }

    /** Returns a source of the transfers of an account in the default ledger of the system. */
    public static Source<Transfer, NotUsed> accountTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter) {
        return accountTransfers(Ledger.get(system), settings, filter);
    }

    /**
     * Returns a source of the transfers of an account in {@code ledger}, with the settings of its system's
     * configuration.
     */
    public static Source<Transfer, NotUsed> accountTransfers(Ledger ledger, AccountFilter filter) {
        return accountTransfers(ledger, LedgerStreamSettings.create(ledger.system()), filter);
    }

    /** Returns a source of the transfers of an account in {@code ledger}. */
    public static Source<Transfer, NotUsed> accountTransfers(
            Ledger ledger, LedgerStreamSettings settings, AccountFilter filter) {
        return PageSources.plain(PagedQuery.ACCOUNT_TRANSFERS, filter, false, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the transfers of an account in the default ledger of the system, each with the position
     * behind it. The source begins behind the position {@code from}.
     */
    public static SourceWithContext<Transfer, ResumeToken, NotUsed> accountTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter, ResumeToken from) {
        return accountTransfersWithContext(Ledger.get(system), settings, filter, from);
    }

    /**
     * Returns a source of the transfers of an account in {@code ledger}, each with the position behind it. The source
     * begins behind the position {@code from}.
     */
    public static SourceWithContext<Transfer, ResumeToken, NotUsed> accountTransfersWithContext(
            Ledger ledger, LedgerStreamSettings settings, AccountFilter filter, ResumeToken from) {
        return PageSources.withContext(
                PagedQuery.ACCOUNT_TRANSFERS, filter, false, from, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the balances of an account in the default ledger of the system, with the settings of its
     * configuration. There is one balance after each transfer if the account was created with history, else none.
     */
    public static Source<AccountBalance, NotUsed> accountBalances(ActorSystem<?> system, AccountFilter filter) {
        return accountBalances(Ledger.get(system), filter);
    }

    /**
     * Returns a source of the balances of an account in the default ledger of the system. There is one balance after
     * each transfer if the account was created with history, else none.
     */
    public static Source<AccountBalance, NotUsed> accountBalances(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter) {
        return accountBalances(Ledger.get(system), settings, filter);
    }

    /**
     * Returns a source of the balances of an account in {@code ledger}, with the settings of its system's
     * configuration. There is one balance after each transfer if the account was created with history, else none.
     */
    public static Source<AccountBalance, NotUsed> accountBalances(Ledger ledger, AccountFilter filter) {
        return accountBalances(ledger, LedgerStreamSettings.create(ledger.system()), filter);
    }

    /**
     * Returns a source of the balances of an account in {@code ledger}. There is one balance after each transfer if the
     * account was created with history, else none.
     */
    public static Source<AccountBalance, NotUsed> accountBalances(
            Ledger ledger, LedgerStreamSettings settings, AccountFilter filter) {
        return PageSources.plain(PagedQuery.ACCOUNT_BALANCES, filter, false, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the balances of an account in the default ledger of the system, each with the position behind
     * it. There is one balance after each transfer if the account was created with history, else none. The source
     * begins behind the position {@code from}.
     */
    public static SourceWithContext<AccountBalance, ResumeToken, NotUsed> accountBalancesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, AccountFilter filter, ResumeToken from) {
        return accountBalancesWithContext(Ledger.get(system), settings, filter, from);
    }

    /**
     * Returns a source of the balances of an account in {@code ledger}, each with the position behind it. There is one
     * balance after each transfer if the account was created with history, else none. The source begins behind the
     * position {@code from}.
     */
    public static SourceWithContext<AccountBalance, ResumeToken, NotUsed> accountBalancesWithContext(
            Ledger ledger, LedgerStreamSettings settings, AccountFilter filter, ResumeToken from) {
        return PageSources.withContext(
                PagedQuery.ACCOUNT_BALANCES, filter, false, from, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the accounts that match a filter in the default ledger of the system, with the settings of
     * its configuration.
     */
    public static Source<Account, NotUsed> queryAccounts(ActorSystem<?> system, QueryFilter filter) {
        return queryAccounts(Ledger.get(system), filter);
    }

    /** Returns a source of the accounts that match a filter in the default ledger of the system. */
    public static Source<Account, NotUsed> queryAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter) {
        return queryAccounts(Ledger.get(system), settings, filter);
    }

    /**
     * Returns a source of the accounts that match a filter in {@code ledger}, with the settings of its system's
     * configuration.
     */
    public static Source<Account, NotUsed> queryAccounts(Ledger ledger, QueryFilter filter) {
        return queryAccounts(ledger, LedgerStreamSettings.create(ledger.system()), filter);
    }

    /** Returns a source of the accounts that match a filter in {@code ledger}. */
    public static Source<Account, NotUsed> queryAccounts(
            Ledger ledger, LedgerStreamSettings settings, QueryFilter filter) {
        return PageSources.plain(PagedQuery.ACCOUNTS, filter, false, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the accounts that match a filter in the default ledger of the system, each with the
     * position behind it. The source begins behind the position {@code from}.
     */
    public static SourceWithContext<Account, ResumeToken, NotUsed> queryAccountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter, ResumeToken from) {
        return queryAccountsWithContext(Ledger.get(system), settings, filter, from);
    }

    /**
     * Returns a source of the accounts that match a filter in {@code ledger}, each with the position behind it. The
     * source begins behind the position {@code from}.
     */
    public static SourceWithContext<Account, ResumeToken, NotUsed> queryAccountsWithContext(
            Ledger ledger, LedgerStreamSettings settings, QueryFilter filter, ResumeToken from) {
        return PageSources.withContext(PagedQuery.ACCOUNTS, filter, false, from, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the transfers that match a filter in the default ledger of the system, with the settings of
     * its configuration.
     */
    public static Source<Transfer, NotUsed> queryTransfers(ActorSystem<?> system, QueryFilter filter) {
        return queryTransfers(Ledger.get(system), filter);
    }

    /** Returns a source of the transfers that match a filter in the default ledger of the system. */
    public static Source<Transfer, NotUsed> queryTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter) {
        return queryTransfers(Ledger.get(system), settings, filter);
    }

    /**
     * Returns a source of the transfers that match a filter in {@code ledger}, with the settings of its system's
     * configuration.
     */
    public static Source<Transfer, NotUsed> queryTransfers(Ledger ledger, QueryFilter filter) {
        return queryTransfers(ledger, LedgerStreamSettings.create(ledger.system()), filter);
    }

    /** Returns a source of the transfers that match a filter in {@code ledger}. */
    public static Source<Transfer, NotUsed> queryTransfers(
            Ledger ledger, LedgerStreamSettings settings, QueryFilter filter) {
        return PageSources.plain(PagedQuery.TRANSFERS, filter, false, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the transfers that match a filter in the default ledger of the system, each with the
     * position behind it. The source begins behind the position {@code from}.
     */
    public static SourceWithContext<Transfer, ResumeToken, NotUsed> queryTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, QueryFilter filter, ResumeToken from) {
        return queryTransfersWithContext(Ledger.get(system), settings, filter, from);
    }

    /**
     * Returns a source of the transfers that match a filter in {@code ledger}, each with the position behind it. The
     * source begins behind the position {@code from}.
     */
    public static SourceWithContext<Transfer, ResumeToken, NotUsed> queryTransfersWithContext(
            Ledger ledger, LedgerStreamSettings settings, QueryFilter filter, ResumeToken from) {
        return PageSources.withContext(PagedQuery.TRANSFERS, filter, false, from, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the change events up to now in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Source<ChangeEvent, NotUsed> changeEvents(ActorSystem<?> system, ChangeEventsFilter filter) {
        return changeEvents(Ledger.get(system), filter);
    }

    /** Returns a source of the change events up to now in the default ledger of the system. */
    public static Source<ChangeEvent, NotUsed> changeEvents(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter) {
        return changeEvents(Ledger.get(system), settings, filter);
    }

    /**
     * Returns a source of the change events up to now in {@code ledger}, with the settings of its system's
     * configuration.
     */
    public static Source<ChangeEvent, NotUsed> changeEvents(Ledger ledger, ChangeEventsFilter filter) {
        return changeEvents(ledger, LedgerStreamSettings.create(ledger.system()), filter);
    }

    /** Returns a source of the change events up to now in {@code ledger}. */
    public static Source<ChangeEvent, NotUsed> changeEvents(
            Ledger ledger, LedgerStreamSettings settings, ChangeEventsFilter filter) {
        return PageSources.plain(PagedQuery.CHANGE_EVENTS, filter, false, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the change events up to now in the default ledger of the system, each with the position
     * behind it. The source begins behind the position {@code from}.
     */
    public static SourceWithContext<ChangeEvent, ResumeToken, NotUsed> changeEventsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter, ResumeToken from) {
        return changeEventsWithContext(Ledger.get(system), settings, filter, from);
    }

    /**
     * Returns a source of the change events up to now in {@code ledger}, each with the position behind it. The source
     * begins behind the position {@code from}.
     */
    public static SourceWithContext<ChangeEvent, ResumeToken, NotUsed> changeEventsWithContext(
            Ledger ledger, LedgerStreamSettings settings, ChangeEventsFilter filter, ResumeToken from) {
        return PageSources.withContext(PagedQuery.CHANGE_EVENTS, filter, false, from, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the change events up to now and of all later ones, in the default ledger of the system,
     * with the settings of its configuration.
     */
    public static Source<ChangeEvent, NotUsed> liveChangeEvents(ActorSystem<?> system, ChangeEventsFilter filter) {
        return liveChangeEvents(Ledger.get(system), filter);
    }

    /** Returns a source of the change events up to now and of all later ones, in the default ledger of the system. */
    public static Source<ChangeEvent, NotUsed> liveChangeEvents(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter) {
        return liveChangeEvents(Ledger.get(system), settings, filter);
    }

    /**
     * Returns a source of the change events up to now and of all later ones, in {@code ledger}, with the settings of
     * its system's configuration.
     */
    public static Source<ChangeEvent, NotUsed> liveChangeEvents(Ledger ledger, ChangeEventsFilter filter) {
        return liveChangeEvents(ledger, LedgerStreamSettings.create(ledger.system()), filter);
    }

    /** Returns a source of the change events up to now and of all later ones, in {@code ledger}. */
    public static Source<ChangeEvent, NotUsed> liveChangeEvents(
            Ledger ledger, LedgerStreamSettings settings, ChangeEventsFilter filter) {
        return PageSources.plain(PagedQuery.CHANGE_EVENTS, filter, true, gate(ledger, settings), settings);
    }

    /**
     * Returns a source of the change events up to now and of all later ones, in the default ledger of the system,
     * each with the position behind it. The source begins behind the position {@code from}.
     */
    public static SourceWithContext<ChangeEvent, ResumeToken, NotUsed> liveChangeEventsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings, ChangeEventsFilter filter, ResumeToken from) {
        return liveChangeEventsWithContext(Ledger.get(system), settings, filter, from);
    }

    /**
     * Returns a source of the change events up to now and of all later ones, in {@code ledger}, each with the
     * position behind it. The source begins behind the position {@code from}.
     */
    public static SourceWithContext<ChangeEvent, ResumeToken, NotUsed> liveChangeEventsWithContext(
            Ledger ledger, LedgerStreamSettings settings, ChangeEventsFilter filter, ResumeToken from) {
        return PageSources.withContext(PagedQuery.CHANGE_EVENTS, filter, true, from, gate(ledger, settings), settings);
    }

    private static RequestGate gate(Ledger ledger, LedgerStreamSettings settings) {
        return new BulkLaneGate(ledger, settings.readyTimeout());
    }
}
