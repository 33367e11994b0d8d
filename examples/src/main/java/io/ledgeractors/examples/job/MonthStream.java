package io.ledgeractors.examples.job;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.OutcomeUnknownException;
import io.ledgeractors.streams.RefusedException;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** Sends lists of transfers to the ledger as a stream and waits for all results. */
final class MonthStream {
    private final ActorSystem<?> system;
    private final Progress progress;

    MonthStream(ActorSystem<?> system, Progress progress) {
        this.system = system;
        this.progress = progress;
    }

    /**
     * Sends these transfers, in order.
     *
     * @return what became of them
     * @throws UnknownOutcomeException if it is not known what became of some
     * @throws NotExecutedException if the ledger could not be asked
     */
    Tally send(List<Transfer> transfers) {
        Tally tally = new Tally();
        try {
            Source.from(transfers)
                    .via(LedgerFlow.createTransfers(system))
                    .runForeach(
                            result -> {
                                tally.add(result.status());
                                progress.add(1);
                            },
                            system)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw meaning(e);
        }
        return tally;
    }

    private static RuntimeException meaning(CompletionException e) {
        if (e.getCause() instanceof OutcomeUnknownException unknown) {
            return new UnknownOutcomeException(unknown.count(), "transfers", String.valueOf(unknown.getMessage()));
        }
        if (e.getCause() instanceof RefusedException refused) {
            return new NotExecutedException(String.valueOf(refused.getMessage()));
        }
        return e;
    }
}
