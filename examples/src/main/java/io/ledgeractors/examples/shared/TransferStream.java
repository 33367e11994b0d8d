package io.ledgeractors.examples.shared;

import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.terminal.Progress;

import io.ledgeractors.examples.orders.plan.Ids;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.StreamOutcomeUnknownException;
import io.ledgeractors.streams.StreamRefusedException;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** Sends lists of transfers to the ledger as a stream and waits for all results. */
public final class TransferStream {
    private final ActorSystem<?> system;
    private final Progress progress;

    /** A stream on this system; {@code progress} hears of each result. */
    public TransferStream(ActorSystem<?> system, Progress progress) {
        this.system = system;
        this.progress = progress;
    }

    /**
     * Sends these transfers, in order. One whose id an earlier run has spent, because it came before its account or
     * its money, is sent again as the next attempt: the spent one will never be executed.
     *
     * @return what became of them
     * @throws UnknownOutcomeException if it is not known what became of some
     * @throws NotExecutedException if the ledger could not be asked
     */
    public Tally send(List<Transfer> transfers) {
        Tally tally = new Tally();
        List<Transfer> left = transfers;
        for (int attempt = 0; attempt <= TransferAttempts.MAX && !left.isEmpty(); attempt++) {
            left = sendOnce(as(attempt, left), tally);
        }
        left.forEach(spent -> tally.add(CreateTransferStatus.IdAlreadyFailed));
        return tally;
    }

    private static List<Transfer> as(int attempt, List<Transfer> transfers) {
        return transfers.stream()
                .map(transfer -> transfer.toBuilder()
                        .id(TransferAttempts.id(transfer.id(), attempt))
                        .build())
                .toList();
    }

    // The transfers whose ids are spent.
    private List<Transfer> sendOnce(List<Transfer> transfers, Tally tally) {
        List<Transfer> spent = new ArrayList<>();
        try {
            Source.from(transfers)
                    .via(LedgerFlow.createTransfers(system))
                    .runForeach(result -> count(result, tally, spent), system)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw meaning(e);
        }
        return spent;
    }

    private void count(TransferResult result, Tally tally, List<Transfer> spent) {
        if (result.status() == CreateTransferStatus.IdAlreadyFailed) {
            spent.add(result.transfer());
        } else {
            tally.add(result.status());
            progress.add(1);
        }
    }

    private static RuntimeException meaning(CompletionException e) {
        if (e.getCause() instanceof StreamOutcomeUnknownException unknown) {
            return new UnknownOutcomeException(unknown.count(), "transfers");
        }
        if (e.getCause() instanceof StreamRefusedException refused) {
            return new NotExecutedException(String.valueOf(refused.getMessage()));
        }
        return e;
    }
}
