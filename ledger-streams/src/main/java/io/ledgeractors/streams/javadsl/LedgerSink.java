package io.ledgeractors.streams.javadsl;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.LedgerSummary;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.internal.SummaryBuilder;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The flows of {@link LedgerFlow} with a count as their end. The materialised value completes with the summary
 * when everything has been answered; when the stream fails, it fails with the same cause, as told at
 * {@link LedgerFlow}, and the count is lost.
 */
public final class LedgerSink {
    private LedgerSink() {}

    /** Creates transfers, with the settings of the system's configuration. */
    public static Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransfers(
            ActorSystem<?> system) {
        return createTransfers(system, LedgerStreamSettings.create(system));
    }

    /** Creates transfers. */
    public static Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransfers(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return LedgerFlow.createTransfers(system, settings)
                .toMat(Sink.collect(SummaryBuilder.transfers()), Keep.right());
    }

    /** Creates accounts, with the settings of the system's configuration. */
    public static Sink<Account, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccounts(
            ActorSystem<?> system) {
        return createAccounts(system, LedgerStreamSettings.create(system));
    }

    /** Creates accounts. */
    public static Sink<Account, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccounts(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return LedgerFlow.createAccounts(system, settings).toMat(Sink.collect(SummaryBuilder.accounts()), Keep.right());
    }

    /**
     * Creates transfers, a request for each batch. Nobody hears when a batch may be filled again, other than by the end of
     * the stream: who fills batches again uses {@link LedgerFlow#createTransferBatches}.
     */
    public static Sink<TransferBatch, CompletionStage<LedgerSummary<CreateTransferStatus>>> createTransferBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return LedgerFlow.createTransferBatches(system, settings)
                .toMat(Sink.collect(SummaryBuilder.transferBatches()), Keep.right());
    }

    /** Creates accounts, a request for each batch; see {@link #createTransferBatches}. */
    public static Sink<AccountBatch, CompletionStage<LedgerSummary<CreateAccountStatus>>> createAccountBatches(
            ActorSystem<?> system, LedgerStreamSettings settings) {
        return LedgerFlow.createAccountBatches(system, settings)
                .toMat(Sink.collect(SummaryBuilder.accountBatches()), Keep.right());
    }
}
