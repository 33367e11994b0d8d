package io.ledgeractors.streams.javadsl;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.AccountLookup;
import io.ledgeractors.streams.AccountLookups;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.AccountResults;
import io.ledgeractors.streams.IdBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferLookup;
import io.ledgeractors.streams.TransferLookups;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.streams.internal.AccountForm;
import io.ledgeractors.streams.internal.AccountLookupForm;
import io.ledgeractors.streams.internal.BatchGate;
import io.ledgeractors.streams.internal.BatchKind;
import io.ledgeractors.streams.internal.LedgerGate;
import io.ledgeractors.streams.internal.Stages;
import io.ledgeractors.streams.internal.TransferForm;
import io.ledgeractors.streams.internal.TransferLookupForm;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/**
 * Flows through the ledger: one in, one out, in order, each element with its own result.
 *
 * <p><b>Requests.</b> When nothing of a flow is outstanding, what has come leaves as soon as the upstream
 * pauses; else a request is filled up. At most two requests of a flow are outstanding, in the batcher's bulk
 * lane; beyond that the upstream is backpressured. Within one materialisation everything is executed in order,
 * but for a request that was lost: the one sent right behind it may be executed before it is sent again.
 *
 * <p><b>Chains.</b> A chain, linked elements up to the first without the flag, goes into one request as a whole.
 * One longer than a request fails the stage with a {@link io.ledgeractors.streams.ChainTooLongException}; one
 * that is open when the upstream completes, or pauses for longer than {@code max-chain-wait}, with a
 * {@link io.ledgeractors.streams.ChainOpenException}. Nothing of such a chain is sent. What came before it is
 * sent and comes out first.
 *
 * <p><b>Historical events.</b> Elements with the flag {@code imported} and others never share a request; see
 * {@link LedgerImport} for their order.
 *
 * <p><b>Two forms, and their twins.</b> Each flow takes elements or batches: {@code createTransfers} and
 * {@code createTransferBatches}. A batch is encoded bytes, one request each unless it is empty, lent to the stage
 * until its results come out; chains must end within it, and its events are all historical or none is. Each form
 * has a twin {@code ...WithContext} that carries something along with each element, such as the offset of a message.
 *
 * <p><b>Outcomes.</b> A status other than created is an element like any other: look at it. The stage fails
 * with a {@link io.ledgeractors.streams.RefusedException} when the batcher refuses events (definitely not
 * executed), with an
 * {@link io.ledgeractors.streams.OutcomeUnknownException} when it could not be found out within
 * {@code unknown-timeout} whether they were executed, and with a {@link io.ledgeractors.actors.LedgerUnavailableException} when there is no session with the ledger
 * within {@code ready-timeout}. All results before the failure come out first. Sending the same elements again
 * is always safe.
 *
 * <p><b>Ending.</b> When the upstream completes, or a kill switch before the flow is shut down, everything taken
 * is seen through. When the downstream cancels without a failure, everything taken is still sent and waited
 * for, though its results go nowhere. When the upstream fails, or the downstream cancels with a failure, the
 * stage ends at once: what was taken is not sent any more, what was sent is executed or not.
 */
public final class LedgerFlow {
    private LedgerFlow() {}

    /** Creates transfers, with the settings of the system's configuration. */
    public static Flow<Transfer, TransferResult, NotUsed> createTransfers(ActorSystem<?> system) {
        return createTransfers(system, LedgerStreamSettings.create(system));
    }

    /** Creates transfers. */
    public static Flow<Transfer, TransferResult, NotUsed> createTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elements(BatchKind.CREATE_TRANSFERS, new TransferForm(), gate(system, settings), settings);
    }

    /** Creates transfers and carries a context along with each. */
    public static <C> FlowWithContext<Transfer, C, TransferResult, C, NotUsed> createTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elementsWithContext(
                BatchKind.CREATE_TRANSFERS, new TransferForm(), gate(system, settings), settings);
    }

    /** Creates transfers, a request for each batch. */
    public static Flow<TransferBatch, TransferResults, NotUsed> createTransferBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batches(BatchKind.CREATE_TRANSFERS, gate(system, settings), settings);
    }

    /** Creates transfers, a request for each batch, and carries a context along with each batch. */
    public static <C> FlowWithContext<TransferBatch, C, TransferResults, C, NotUsed> createTransferBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batchesWithContext(BatchKind.CREATE_TRANSFERS, gate(system, settings), settings);
    }

    /** Creates accounts, with the settings of the system's configuration. */
    public static Flow<Account, AccountResult, NotUsed> createAccounts(ActorSystem<?> system) {
        return createAccounts(system, LedgerStreamSettings.create(system));
    }

    /** Creates accounts. */
    public static Flow<Account, AccountResult, NotUsed> createAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elements(BatchKind.CREATE_ACCOUNTS, new AccountForm(), gate(system, settings), settings);
    }

    /** Creates accounts and carries a context along with each. */
    public static <C> FlowWithContext<Account, C, AccountResult, C, NotUsed> createAccountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elementsWithContext(
                BatchKind.CREATE_ACCOUNTS, new AccountForm(), gate(system, settings), settings);
    }

    /** Creates accounts, a request for each batch. */
    public static Flow<AccountBatch, AccountResults, NotUsed> createAccountBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batches(BatchKind.CREATE_ACCOUNTS, gate(system, settings), settings);
    }

    /** Creates accounts, a request for each batch, and carries a context along with each batch. */
    public static <C> FlowWithContext<AccountBatch, C, AccountResults, C, NotUsed> createAccountBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batchesWithContext(BatchKind.CREATE_ACCOUNTS, gate(system, settings), settings);
    }

    /** Looks transfers up by their ids, with the settings of the system's configuration. */
    public static Flow<UInt128, TransferLookup, NotUsed> lookupTransfers(ActorSystem<?> system) {
        return lookupTransfers(system, LedgerStreamSettings.create(system));
    }

    /** Looks transfers up by their ids. */
    public static Flow<UInt128, TransferLookup, NotUsed> lookupTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elements(BatchKind.LOOKUP_TRANSFERS, new TransferLookupForm(), gate(system, settings), settings);
    }

    /** Looks transfers up by their ids and carries a context along with each. */
    public static <C> FlowWithContext<UInt128, C, TransferLookup, C, NotUsed> lookupTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elementsWithContext(
                BatchKind.LOOKUP_TRANSFERS, new TransferLookupForm(), gate(system, settings), settings);
    }

    /** Looks transfers up by their ids, a request for each batch. */
    public static Flow<IdBatch, TransferLookups, NotUsed> lookupTransferBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batches(BatchKind.LOOKUP_TRANSFERS, gate(system, settings), settings);
    }

    /** Looks transfers up by their ids, a request for each batch, and carries a context along with each batch. */
    public static <C> FlowWithContext<IdBatch, C, TransferLookups, C, NotUsed> lookupTransferBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batchesWithContext(BatchKind.LOOKUP_TRANSFERS, gate(system, settings), settings);
    }

    /** Looks accounts up by their ids, with the settings of the system's configuration. */
    public static Flow<UInt128, AccountLookup, NotUsed> lookupAccounts(ActorSystem<?> system) {
        return lookupAccounts(system, LedgerStreamSettings.create(system));
    }

    /** Looks accounts up by their ids. */
    public static Flow<UInt128, AccountLookup, NotUsed> lookupAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elements(BatchKind.LOOKUP_ACCOUNTS, new AccountLookupForm(), gate(system, settings), settings);
    }

    /** Looks accounts up by their ids and carries a context along with each. */
    public static <C> FlowWithContext<UInt128, C, AccountLookup, C, NotUsed> lookupAccountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.elementsWithContext(
                BatchKind.LOOKUP_ACCOUNTS, new AccountLookupForm(), gate(system, settings), settings);
    }

    /** Looks accounts up by their ids, a request for each batch. */
    public static Flow<IdBatch, AccountLookups, NotUsed> lookupAccountBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batches(BatchKind.LOOKUP_ACCOUNTS, gate(system, settings), settings);
    }

    /** Looks accounts up by their ids, a request for each batch, and carries a context along with each batch. */
    public static <C> FlowWithContext<IdBatch, C, AccountLookups, C, NotUsed> lookupAccountBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return Stages.batchesWithContext(BatchKind.LOOKUP_ACCOUNTS, gate(system, settings), settings);
    }

    private static BatchGate gate(ActorSystem<?> system, LedgerStreamSettings settings) {
        return new LedgerGate(Ledger.get(system), settings.readyTimeout());
    }
}
