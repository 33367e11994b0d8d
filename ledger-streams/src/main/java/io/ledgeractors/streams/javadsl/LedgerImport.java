package io.ledgeractors.streams.javadsl;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.internal.batch.BatchOperation;
import io.ledgeractors.streams.internal.element.AccountMapper;
import io.ledgeractors.streams.internal.element.ElementFlows;
import io.ledgeractors.streams.internal.element.ImportOrderCheck;
import io.ledgeractors.streams.internal.element.TransferMapper;
import io.ledgeractors.streams.internal.gate.BulkLaneGate;
import io.ledgeractors.streams.internal.gate.RequestGate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/**
 * Flows that import history: accounts and transfers with the flag {@code imported} and timestamps of their own. Import
 * all accounts first, then all transfers. Except for the checks below these are flows of {@link LedgerFlow}.
 * Thread-safe.
 *
 * <p><b>Order.</b> Before an element is sent, the flow checks that its flag is set, that its timestamp is above that of
 * the element before, and that a transfer has no timeout. The first element that breaks a rule fails the stage with an
 * {@link io.ledgeractors.streams.ImportOrderException}, after all results before it were emitted. Neither that element
 * nor any element behind it is sent.
 *
 * <p>The ledger itself checks the rest and answers with a status. A timestamp must not be in the ledger's future and
 * not be in use by another object. It must be above those of all objects of the same kind in the ledger, historical or
 * not. That of a transfer must also be above those of its two accounts. Therefore history goes into a ledger before
 * anything else.
 *
 * <p><b>Resuming.</b> Repeat an import that ended early from its start, or from any element that is not behind the last
 * result. An element that is in the ledger answers {@code exists}, even if later elements were imported behind it.
 * Nothing else may be imported meanwhile.
 *
 * <p><b>Warning.</b> A historical post or void of a pending transfer that has a timeout stops a TigerBeetle server up
 * to 0.17.9 for good. Versions with <a href="https://github.com/tigerbeetle/tigerbeetle/pull/3867">pull request
 * 3867</a>, merged after 0.17.9, execute it. Imported pending transfers have no timeout, so their posts and voids are
 * safe with every version.
 */
public final class LedgerImport {
    private LedgerImport() {}

    /** Returns a flow that imports accounts into the default ledger of the system. */
    public static Flow<Account, AccountResult, NotUsed> accounts(ActorSystem<?> system, LedgerStreamSettings settings) {
        return accounts(Ledger.get(system), settings);
    }

    /** Returns a flow that imports accounts into {@code ledger}. */
    public static Flow<Account, AccountResult, NotUsed> accounts(Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.checked(
                BatchOperation.CREATE_ACCOUNTS,
                new AccountMapper(),
                ImportOrderCheck::accounts,
                gate(ledger, settings),
                settings);
    }

    /**
     * Returns a flow that imports accounts into the default ledger of the system, and carries a context with each
     * element.
     */
    public static <C> FlowWithContext<Account, C, AccountResult, C, NotUsed> accountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return accountsWithContext(Ledger.get(system), settings);
    }

    /** Returns a flow that imports accounts into {@code ledger}, and carries a context with each element. */
    public static <C> FlowWithContext<Account, C, AccountResult, C, NotUsed> accountsWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.checkedWithContext(
                BatchOperation.CREATE_ACCOUNTS,
                new AccountMapper(),
                ImportOrderCheck::accounts,
                gate(ledger, settings),
                settings);
    }

    /** Returns a flow that imports transfers into the default ledger of the system. */
    public static Flow<Transfer, TransferResult, NotUsed> transfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return transfers(Ledger.get(system), settings);
    }

    /** Returns a flow that imports transfers into {@code ledger}. */
    public static Flow<Transfer, TransferResult, NotUsed> transfers(Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.checked(
                BatchOperation.CREATE_TRANSFERS,
                new TransferMapper(),
                ImportOrderCheck::transfers,
                gate(ledger, settings),
                settings);
    }

    /**
     * Returns a flow that imports transfers into the default ledger of the system, and carries a context with each
     * element.
     */
    public static <C> FlowWithContext<Transfer, C, TransferResult, C, NotUsed> transfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return transfersWithContext(Ledger.get(system), settings);
    }

    /** Returns a flow that imports transfers into {@code ledger}, and carries a context with each element. */
    public static <C> FlowWithContext<Transfer, C, TransferResult, C, NotUsed> transfersWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.checkedWithContext(
                BatchOperation.CREATE_TRANSFERS,
                new TransferMapper(),
                ImportOrderCheck::transfers,
                gate(ledger, settings),
                settings);
    }

    private static RequestGate gate(Ledger ledger, LedgerStreamSettings settings) {
        return new BulkLaneGate(ledger, settings.readyTimeout());
    }
}
