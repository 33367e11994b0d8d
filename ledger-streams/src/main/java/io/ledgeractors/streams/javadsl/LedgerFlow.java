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
import io.ledgeractors.streams.internal.batch.BatchFlows;
import io.ledgeractors.streams.internal.batch.BatchOperation;
import io.ledgeractors.streams.internal.element.AccountLookupMapper;
import io.ledgeractors.streams.internal.element.AccountMapper;
import io.ledgeractors.streams.internal.element.ElementFlows;
import io.ledgeractors.streams.internal.element.TransferLookupMapper;
import io.ledgeractors.streams.internal.element.TransferMapper;
import io.ledgeractors.streams.internal.gate.BulkLaneGate;
import io.ledgeractors.streams.internal.gate.RequestGate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/**
 * Flows through a ledger. Each emits one element for each element that it takes, in order, with the element's own
 * result. Thread-safe, because a flow is a description that may be materialised any number of times.
 *
 * <p><b>Ledger.</b> A flow uses the {@link Ledger} that it is given. With an actor system instead, it uses the default
 * ledger of that system, which is opened if need be.
 *
 * <p><b>Requests.</b> While no request of a flow is outstanding, the elements that have arrived are sent as soon as the
 * upstream pauses. Otherwise a request is filled up first. A flow has at most two outstanding requests in the batcher's
 * bulk lane. Beyond that it backpressures the upstream. Within one materialisation everything is executed in order. The
 * only exception is a request whose reply was lost. The request behind it may be executed before it is sent again.
 *
 * <p><b>Chains.</b> A chain (linked elements up to the first without the flag) goes into one request as a whole. A
 * chain that does not fit into a request fails the stage with a {@link io.ledgeractors.streams.ChainTooLongException}.
 * A chain that is open when the upstream completes, or pauses for longer than {@code max-chain-wait}, fails it with a
 * {@link io.ledgeractors.streams.ChainOpenException}. Nothing of such a chain is sent. The elements before it are sent,
 * and their results are emitted first.
 *
 * <p><b>Historical events.</b> Elements with the flag {@code imported} and others never share a request. {@link
 * LedgerImport} describes the order that they must have.
 *
 * <p><b>Forms.</b> Each flow takes elements ({@code createTransfers}) or batches ({@code createTransferBatches}). A
 * batch holds encoded events and is sent as one request, unless it is empty. It is lent to the stage until its results
 * are emitted. Chains must end within their batch, and its events must be all historical or none. Each form has a twin
 * {@code ...WithContext} that carries a context with each element, such as the offset of a message.
 *
 * <p><b>Outcomes.</b> A result with a status other than created is an element like any other; see {@link
 * LedgerRejections}. The stage fails
 *
 * <ul>
 * <li>with a {@link io.ledgeractors.streams.StreamRefusedException} if the batcher refuses events, which were then
 * definitely not executed;
 * <li>with a {@link io.ledgeractors.streams.StreamOutcomeUnknownException} if it could not be found out within {@code
 * unknown-timeout} whether events were executed;
 * <li>with a {@link io.ledgeractors.actors.LedgerUnavailableException} if there is no session with the ledger within
 * {@code ready-timeout}.
 * </ul>
 *
 * <p>All results before the failure are emitted first. It is always safe to send the same elements again.
 *
 * <p><b>Ending.</b> When the upstream completes, or a kill switch before the flow is shut down, all elements that were
 * taken are sent and their results emitted. When the downstream cancels without a failure, they are sent and waited
 * for, but their results are dropped. When the upstream fails, or the downstream cancels with a failure, the stage ends
 * at once. Elements that were not sent yet are dropped, and those that were sent may be executed or not.
 */
public final class LedgerFlow {
    private LedgerFlow() {}

    /**
     * Returns a flow that creates transfers in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Flow<Transfer, TransferResult, NotUsed> createTransfers(ActorSystem<?> system) {
        return createTransfers(Ledger.get(system));
    }

    /** Returns a flow that creates transfers in the default ledger of the system. */
    public static Flow<Transfer, TransferResult, NotUsed> createTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createTransfers(Ledger.get(system), settings);
    }

    /** Returns a flow that creates transfers in {@code ledger}, with the settings of its system's configuration. */
    public static Flow<Transfer, TransferResult, NotUsed> createTransfers(Ledger ledger) {
        return createTransfers(ledger, LedgerStreamSettings.create(ledger.system()));
    }

    /** Returns a flow that creates transfers in {@code ledger}. */
    public static Flow<Transfer, TransferResult, NotUsed> createTransfers(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.plain(
                BatchOperation.CREATE_TRANSFERS, new TransferMapper(), gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that creates transfers in the default ledger of the system, and carries a context with each
     * element.
     */
    public static <C> FlowWithContext<Transfer, C, TransferResult, C, NotUsed> createTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createTransfersWithContext(Ledger.get(system), settings);
    }

    /** Returns a flow that creates transfers in {@code ledger}, and carries a context with each element. */
    public static <C> FlowWithContext<Transfer, C, TransferResult, C, NotUsed> createTransfersWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.withContext(
                BatchOperation.CREATE_TRANSFERS, new TransferMapper(), gate(ledger, settings), settings);
    }

    /** Returns a flow that creates transfers in the default ledger of the system, one request for each batch. */
    public static Flow<TransferBatch, TransferResults, NotUsed> createTransferBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createTransferBatches(Ledger.get(system), settings);
    }

    /** Returns a flow that creates transfers in {@code ledger}, one request for each batch. */
    public static Flow<TransferBatch, TransferResults, NotUsed> createTransferBatches(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.plain(BatchOperation.CREATE_TRANSFERS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that creates transfers in the default ledger of the system, one request for each batch, and
     * carries a context with each batch.
     */
    public static <C> FlowWithContext<TransferBatch, C, TransferResults, C, NotUsed> createTransferBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createTransferBatchesWithContext(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that creates transfers in {@code ledger}, one request for each batch, and carries a context with
     * each batch.
     */
    public static <C> FlowWithContext<TransferBatch, C, TransferResults, C, NotUsed> createTransferBatchesWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.withContext(BatchOperation.CREATE_TRANSFERS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that creates accounts in the default ledger of the system, with the settings of its configuration.
     */
    public static Flow<Account, AccountResult, NotUsed> createAccounts(ActorSystem<?> system) {
        return createAccounts(Ledger.get(system));
    }

    /** Returns a flow that creates accounts in the default ledger of the system. */
    public static Flow<Account, AccountResult, NotUsed> createAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createAccounts(Ledger.get(system), settings);
    }

    /** Returns a flow that creates accounts in {@code ledger}, with the settings of its system's configuration. */
    public static Flow<Account, AccountResult, NotUsed> createAccounts(Ledger ledger) {
        return createAccounts(ledger, LedgerStreamSettings.create(ledger.system()));
    }

    /** Returns a flow that creates accounts in {@code ledger}. */
    public static Flow<Account, AccountResult, NotUsed> createAccounts(Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.plain(
                BatchOperation.CREATE_ACCOUNTS, new AccountMapper(), gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that creates accounts in the default ledger of the system, and carries a context with each
     * element.
     */
    public static <C> FlowWithContext<Account, C, AccountResult, C, NotUsed> createAccountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createAccountsWithContext(Ledger.get(system), settings);
    }

    /** Returns a flow that creates accounts in {@code ledger}, and carries a context with each element. */
    public static <C> FlowWithContext<Account, C, AccountResult, C, NotUsed> createAccountsWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.withContext(
                BatchOperation.CREATE_ACCOUNTS, new AccountMapper(), gate(ledger, settings), settings);
    }

    /** Returns a flow that creates accounts in the default ledger of the system, one request for each batch. */
    public static Flow<AccountBatch, AccountResults, NotUsed> createAccountBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createAccountBatches(Ledger.get(system), settings);
    }

    /** Returns a flow that creates accounts in {@code ledger}, one request for each batch. */
    public static Flow<AccountBatch, AccountResults, NotUsed> createAccountBatches(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.plain(BatchOperation.CREATE_ACCOUNTS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that creates accounts in the default ledger of the system, one request for each batch, and carries
     * a context with each batch.
     */
    public static <C> FlowWithContext<AccountBatch, C, AccountResults, C, NotUsed> createAccountBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createAccountBatchesWithContext(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that creates accounts in {@code ledger}, one request for each batch, and carries a context with
     * each batch.
     */
    public static <C> FlowWithContext<AccountBatch, C, AccountResults, C, NotUsed> createAccountBatchesWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.withContext(BatchOperation.CREATE_ACCOUNTS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Flow<UInt128, TransferLookup, NotUsed> lookupTransfers(ActorSystem<?> system) {
        return lookupTransfers(Ledger.get(system));
    }

    /** Returns a flow that looks transfers up by their ids in the default ledger of the system. */
    public static Flow<UInt128, TransferLookup, NotUsed> lookupTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupTransfers(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in {@code ledger}, with the settings of its system's
     * configuration.
     */
    public static Flow<UInt128, TransferLookup, NotUsed> lookupTransfers(Ledger ledger) {
        return lookupTransfers(ledger, LedgerStreamSettings.create(ledger.system()));
    }

    /** Returns a flow that looks transfers up by their ids in {@code ledger}. */
    public static Flow<UInt128, TransferLookup, NotUsed> lookupTransfers(Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.plain(
                BatchOperation.LOOKUP_TRANSFERS, new TransferLookupMapper(), gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in the default ledger of the system, and carries a context
     * with each element.
     */
    public static <C> FlowWithContext<UInt128, C, TransferLookup, C, NotUsed> lookupTransfersWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupTransfersWithContext(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in {@code ledger}, and carries a context with each element.
     */
    public static <C> FlowWithContext<UInt128, C, TransferLookup, C, NotUsed> lookupTransfersWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.withContext(
                BatchOperation.LOOKUP_TRANSFERS, new TransferLookupMapper(), gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in the default ledger of the system, one request for each
     * batch.
     */
    public static Flow<IdBatch, TransferLookups, NotUsed> lookupTransferBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupTransferBatches(Ledger.get(system), settings);
    }

    /** Returns a flow that looks transfers up by their ids in {@code ledger}, one request for each batch. */
    public static Flow<IdBatch, TransferLookups, NotUsed> lookupTransferBatches(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.plain(BatchOperation.LOOKUP_TRANSFERS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in the default ledger of the system, one request for each
     * batch, and carries a context with each batch.
     */
    public static <C> FlowWithContext<IdBatch, C, TransferLookups, C, NotUsed> lookupTransferBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupTransferBatchesWithContext(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that looks transfers up by their ids in {@code ledger}, one request for each batch, and carries
     * a context with each batch.
     */
    public static <C> FlowWithContext<IdBatch, C, TransferLookups, C, NotUsed> lookupTransferBatchesWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.withContext(BatchOperation.LOOKUP_TRANSFERS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Flow<UInt128, AccountLookup, NotUsed> lookupAccounts(ActorSystem<?> system) {
        return lookupAccounts(Ledger.get(system));
    }

    /** Returns a flow that looks accounts up by their ids in the default ledger of the system. */
    public static Flow<UInt128, AccountLookup, NotUsed> lookupAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupAccounts(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in {@code ledger}, with the settings of its system's
     * configuration.
     */
    public static Flow<UInt128, AccountLookup, NotUsed> lookupAccounts(Ledger ledger) {
        return lookupAccounts(ledger, LedgerStreamSettings.create(ledger.system()));
    }

    /** Returns a flow that looks accounts up by their ids in {@code ledger}. */
    public static Flow<UInt128, AccountLookup, NotUsed> lookupAccounts(Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.plain(
                BatchOperation.LOOKUP_ACCOUNTS, new AccountLookupMapper(), gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in the default ledger of the system, and carries a context
     * with each element.
     */
    public static <C> FlowWithContext<UInt128, C, AccountLookup, C, NotUsed> lookupAccountsWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupAccountsWithContext(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in {@code ledger}, and carries a context with each element.
     */
    public static <C> FlowWithContext<UInt128, C, AccountLookup, C, NotUsed> lookupAccountsWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return ElementFlows.withContext(
                BatchOperation.LOOKUP_ACCOUNTS, new AccountLookupMapper(), gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in the default ledger of the system, one request for each
     * batch.
     */
    public static Flow<IdBatch, AccountLookups, NotUsed> lookupAccountBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupAccountBatches(Ledger.get(system), settings);
    }

    /** Returns a flow that looks accounts up by their ids in {@code ledger}, one request for each batch. */
    public static Flow<IdBatch, AccountLookups, NotUsed> lookupAccountBatches(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.plain(BatchOperation.LOOKUP_ACCOUNTS, gate(ledger, settings), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in the default ledger of the system, one request for each
     * batch, and carries a context with each batch.
     */
    public static <C> FlowWithContext<IdBatch, C, AccountLookups, C, NotUsed> lookupAccountBatchesWithContext(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return lookupAccountBatchesWithContext(Ledger.get(system), settings);
    }

    /**
     * Returns a flow that looks accounts up by their ids in {@code ledger}, one request for each batch, and carries a
     * context with each batch.
     */
    public static <C> FlowWithContext<IdBatch, C, AccountLookups, C, NotUsed> lookupAccountBatchesWithContext(
            Ledger ledger, LedgerStreamSettings settings) {
        return BatchFlows.withContext(BatchOperation.LOOKUP_ACCOUNTS, gate(ledger, settings), settings);
    }

    private static RequestGate gate(Ledger ledger, LedgerStreamSettings settings) {
        return new BulkLaneGate(ledger, settings.readyTimeout());
    }
}
