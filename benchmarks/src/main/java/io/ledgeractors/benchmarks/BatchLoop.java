package io.ledgeractors.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends a prepared batch again and again, each time with new ids, from the completion of the last. The time to
 * write the ids is not counted.
 */
abstract class BatchLoop implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Accounts and ids. */
    final Books books;

    BatchLoop(Books books) {
        this.books = books;
    }

    /** Makes a batch of {@code size} transfers, complete but for the ids. */
    abstract void allocate(int size);

    /** Gives the batch new ids. */
    abstract void renew();

    /** Sends the batch; {@code done} gets null if all of it was created, else what went wrong. */
    abstract void send(Consumer<@Nullable String> done);

    @Override
    public final Sample run(int size, Duration time) {
        int fitted = size == 0 ? books.fullBatch : Math.min(size, books.fullBatch);
        allocate(fitted);
        Turn turn = new Turn(fitted, time);
        turn.next();
        return Waiting.join(turn.result, time.plus(PATIENCE), name());
    }

    // One request is in flight at a time, so the fields have one user at a time.
    private final class Turn {
        final CompletableFuture<Sample> result = new CompletableFuture<>();
        private final Histogram latency = new Histogram(3);
        private final int size;
        private final long end;
        private long transfers;
        private long nanos;

        Turn(int size, Duration time) {
            this.size = size;
            this.end = System.nanoTime() + time.toNanos();
        }

        void next() {
            renew();
            long sent = System.nanoTime();
            send(failure -> answered(sent, failure));
        }

        private void answered(long sent, @Nullable String failure) {
            long now = System.nanoTime();
            if (failure != null) {
                result.completeExceptionally(new BenchmarkException(name() + ": " + failure));
                return;
            }
            latency.recordValue(now - sent);
            transfers += size;
            nanos += now - sent;
            if (now - end < 0) {
                next();
            } else {
                result.complete(new Sample(transfers, nanos, latency));
            }
        }
    }
}
