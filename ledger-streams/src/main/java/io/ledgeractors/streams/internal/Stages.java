package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.AccountResults;
import io.ledgeractors.streams.EventBatch;
import io.ledgeractors.streams.EventResults;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.wire.Operation;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;

/** Joins stages and a batcher to flows. */
public final class Stages {
    private Stages() {}

    /** Batches of transfers in, their results out. */
    public static Flow<TransferBatch, TransferResults, NotUsed> transferBatches(
            BatchGate gate, LedgerStreamSettings settings) {
        return Flow.fromGraph(new BatchStage<>(Operation.CREATE_TRANSFERS, gate, TransferResults::new, settings));
    }

    /** Batches of accounts in, their results out. */
    public static Flow<AccountBatch, AccountResults, NotUsed> accountBatches(
            BatchGate gate, LedgerStreamSettings settings) {
        return Flow.fromGraph(new BatchStage<>(Operation.CREATE_ACCOUNTS, gate, AccountResults::new, settings));
    }

    /** Elements made of transfers in, one out for each. */
    public static <I, O> Flow<I, O, NotUsed> transfers(
            ElementForm<I, O, TransferBatch, TransferResults> form, BatchGate gate, LedgerStreamSettings settings) {
        return elements(form, Operation.CREATE_TRANSFERS, gate, settings).join(transferBatches(gate, settings));
    }

    /** Elements made of accounts in, one out for each. */
    public static <I, O> Flow<I, O, NotUsed> accounts(
            ElementForm<I, O, AccountBatch, AccountResults> form, BatchGate gate, LedgerStreamSettings settings) {
        return elements(form, Operation.CREATE_ACCOUNTS, gate, settings).join(accountBatches(gate, settings));
    }

    private static <I, O, B extends EventBatch, R extends EventResults> BidiFlow<I, B, R, O, NotUsed> elements(
            ElementForm<I, O, B, R> form, Operation operation, BatchGate gate, LedgerStreamSettings settings) {
        return BidiFlow.fromGraph(
                new ElementStage<>(form, () -> eventsMax(operation, gate, settings), settings.maxChainWait()));
    }

    private static int eventsMax(Operation operation, BatchGate gate, LedgerStreamSettings settings) {
        return Math.min(settings.maxEventsPerRequest(), gate.eventsMax(operation));
    }
}
