package io.ledgeractors.examples.shared;

import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.terminal.Progress;
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

/** Sends lists of transfers to the ledger as a stream and waits for all results. Blocks the caller. */
public final class TransferStream {
    private final ActorSystem<?> system;
    private final Progress progress;

    /** Creates an instance for this system; {@code progress} receives each result. */
    public TransferStream(ActorSystem<?> system, Progress progress) {
        this.system = system;
        this.progress = progress;
    }

    /**
     * Sends transfers in order. An earlier run may have invalidated the id of a transfer, because its account or its
     * money was missing then. The ledger never executes that id, so the transfer is sent again with the id of the next
     * attempt.
     *
     * @return the outcomes
     * @throws UnknownOutcomeException if the outcome of some transfers is unknown
     * @throws NotExecutedException if the ledger refused some transfers
     */
    public Tally send(List<Transfer> transfers) {
        Tally tally = new Tally();
        List<Transfer> remaining = transfers;
        for (int attempt = 0; attempt <= TransferAttempts.MAX && !remaining.isEmpty(); attempt++) {
            remaining = sendOnce(withAttempt(attempt, remaining), tally);
        }
        remaining.forEach(failed -> tally.add(CreateTransferStatus.IdAlreadyFailed));
        return tally;
    }

    private static List<Transfer> withAttempt(int attempt, List<Transfer> transfers) {
        return transfers.stream()
                .map(transfer -> transfer.toBuilder()
                        .id(TransferAttempts.id(transfer.id(), attempt))
                        .build())
                .toList();
    }

    // Returns the transfers whose ids are invalidated.
    private List<Transfer> sendOnce(List<Transfer> transfers, Tally tally) {
        List<Transfer> failed = new ArrayList<>();
        try {
            Source.from(transfers)
                    .via(LedgerFlow.createTransfers(system))
                    .runForeach(result -> count(result, tally, failed), system)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw meaning(e);
        }
        return failed;
    }

    private void count(TransferResult result, Tally tally, List<Transfer> failed) {
        if (result.status() == CreateTransferStatus.IdAlreadyFailed) {
            failed.add(result.transfer());
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
