package io.ledgeractors.streams.javadsl;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.internal.AccountForm;
import io.ledgeractors.streams.internal.BatchKind;
import io.ledgeractors.streams.internal.ImportOrder;
import io.ledgeractors.streams.internal.LedgerGate;
import io.ledgeractors.streams.internal.Stages;
import io.ledgeractors.streams.internal.TransferForm;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/**
 * Import of history: the flows of {@link LedgerFlow} for elements with the flag {@code imported} and timestamps of their
 * own, all accounts first, then all transfers.
 *
 * <p><b>Order.</b> Before an element is sent it is checked that the flag is set, that its timestamp is above that of the
 * element before, and that a transfer has no timeout. The first that is wrong fails the stage with an
 * {@link io.ledgeractors.streams.ImportOrderException} after all results before it have come out; neither it nor
 * anything behind it is sent. What only the ledger knows it says by a status: a timestamp must not be in its future, not
 * be used by another object, and be above those of all objects of that kind that it has, historical or not, a transfer's
 * above its accounts' too. So history goes into a ledger before anything else.
 *
 * <p><b>Going on later.</b> An import that ended early is repeated from the start, or from any element that is not behind
 * the last result: what is there answers {@code exists}, whatever was imported behind it. Nobody else may import
 * meanwhile.
 *
 * <p><b>Beware.</b> A historical post or void of a pending transfer that has a timeout stops a TigerBeetle server up to
 * 0.17.9 for good; versions with <a href="https://github.com/tigerbeetle/tigerbeetle/pull/3867">pull request 3867</a>,
 * merged after 0.17.9, execute it. Pending transfers that were imported have no timeout, so posts and voids of those are
 * safe with every version.
 */
public final class LedgerImport {
    private LedgerImport() {}

    /** Imports accounts. */
    public static Flow<Account, AccountResult, NotUsed> accounts(ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.checked(
                BatchKind.CREATE_ACCOUNTS, new AccountForm(), ImportOrder::accounts, gate(system, settings), settings);
    }

    /** Imports accounts and carries a context along with each. */
    public static <C> FlowWithContext<Account, C, AccountResult, C, NotUsed> accountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.checkedWithContext(
                BatchKind.CREATE_ACCOUNTS, new AccountForm(), ImportOrder::accounts, gate(system, settings), settings);
    }

    /** Imports transfers. */
    public static Flow<Transfer, TransferResult, NotUsed> transfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.checked(
                BatchKind.CREATE_TRANSFERS,
                new TransferForm(),
                ImportOrder::transfers,
                gate(system, settings),
                settings);
    }

    /** Imports transfers and carries a context along with each. */
    public static <C> FlowWithContext<Transfer, C, TransferResult, C, NotUsed> transfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.checkedWithContext(
                BatchKind.CREATE_TRANSFERS,
                new TransferForm(),
                ImportOrder::transfers,
                gate(system, settings),
                settings);
    }

    private static LedgerGate gate(ActorSystem<?> system, LedgerStreamSettings settings) {
        return new LedgerGate(Ledger.get(system), settings.readyTimeout());
    }
}
