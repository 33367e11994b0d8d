package io.ledgeractors.streams.javadsl;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.LedgerSummary;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.internal.element.SummaryBuilder;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Sinks that create accounts or transfers with the flows of {@link LedgerFlow} and count the results by status.
 * Thread-safe, because a sink is a description that may be materialised any number of times.
 *
 * <p>The materialised value completes with the summary when everything has been answered. When the stream fails, the
 * value fails with the same error, as described at {@link LedgerFlow}, and the counts are lost.
 */
public final class LedgerSink {
    private LedgerSink() {}

    /**
     * Returns a sink that creates transfers in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransfers(
            ActorSystem<?> system) {
        return createTransfers(Ledger.get(system));
    }

    /** Returns a sink that creates transfers in the default ledger of the system. */
    public static Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createTransfers(Ledger.get(system), settings);
    }

    /** Returns a sink that creates transfers in {@code ledger}, with the settings of its system's configuration. */
    public static Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransfers(Ledger ledger) {
        return createTransfers(ledger, LedgerStreamSettings.create(ledger.system()));
    }

    /** Returns a sink that creates transfers in {@code ledger}. */
    public static Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransfers(
            Ledger ledger, LedgerStreamSettings settings) {
        return LedgerFlow.createTransfers(ledger, settings)
                .toMat(Sink.collect(SummaryBuilder.transfers()), Keep.right());
    }

    /**
     * Returns a sink that creates transfers in the default ledger of the system, one request for each batch. The
     * batches may be filled again after the end of the stream; to reuse them earlier, take {@link
     * LedgerFlow#createTransferBatches(ActorSystem, LedgerStreamSettings)}.
     */
    public static Sink<TransferBatch, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransferBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createTransferBatches(Ledger.get(system), settings);
    }

    /**
     * Returns a sink that creates transfers in {@code ledger}, one request for each batch. The batches may be filled
     * again after the end of the stream; to reuse them earlier, take {@link LedgerFlow#createTransferBatches(Ledger,
     * LedgerStreamSettings)}.
     */
    public static Sink<TransferBatch, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransferBatches(
            Ledger ledger, LedgerStreamSettings settings) {
        return LedgerFlow.createTransferBatches(ledger, settings)
                .toMat(Sink.collect(SummaryBuilder.transferBatches()), Keep.right());
    }

    /**
     * Returns a sink that creates accounts in the default ledger of the system, with the settings of its
     * configuration.
     */
    public static Sink<Account, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccounts(
            ActorSystem<?> system) {
        return createAccounts(Ledger.get(system));
    }

    /** Returns a sink that creates accounts in the default ledger of the system. */
    public static Sink<Account, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createAccounts(Ledger.get(system), settings);
    }

    /** Returns a sink that creates accounts in {@code ledger}, with the settings of its system's configuration. */
    public static Sink<Account, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccounts(Ledger ledger) {
        return createAccounts(ledger, LedgerStreamSettings.create(ledger.system()));
    }

    /** Returns a sink that creates accounts in {@code ledger}. */
    public static Sink<Account, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccounts(
            Ledger ledger, LedgerStreamSettings settings) {
        return LedgerFlow.createAccounts(ledger, settings).toMat(Sink.collect(SummaryBuilder.accounts()), Keep.right());
    }

    /**
     * Returns a sink that creates accounts in the default ledger of the system, one request for each batch. The
     * batches may be filled again after the end of the stream; to reuse them earlier, take {@link
     * LedgerFlow#createAccountBatches(ActorSystem, LedgerStreamSettings)}.
     */
    public static Sink<AccountBatch, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccountBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return createAccountBatches(Ledger.get(system), settings);
    }

    /**
     * Returns a sink that creates accounts in {@code ledger}, one request for each batch. The batches may be filled
     * again after the end of the stream; to reuse them earlier, take {@link LedgerFlow#createAccountBatches(Ledger,
     * LedgerStreamSettings)}.
     */
    public static Sink<AccountBatch, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccountBatches(
            Ledger ledger, LedgerStreamSettings settings) {
        return LedgerFlow.createAccountBatches(ledger, settings)
                .toMat(Sink.collect(SummaryBuilder.accountBatches()), Keep.right());
    }
}
