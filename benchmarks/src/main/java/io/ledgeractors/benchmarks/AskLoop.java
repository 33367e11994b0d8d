package io.ledgeractors.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Keeps a number of asks of one transfer each in flight: the completion of each sends the next. */
abstract class AskLoop implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sends one transfer; {@code done} gets null if it was created, else what went wrong. */
    abstract void ask(Consumer<@Nullable String> done);

    @Override
    public final Sample run(int inFlight, Duration time) {
        long requests = requests();
        return ask(inFlight, time).withRequests(requests() - requests);
    }

    /** Requests that were sent so far; always 0 if that cannot be known. */
    long requests() {
        return 0;
    }

    private Sample ask(int inFlight, Duration time) {
        Turn turn = new Turn(inFlight, time);
        for (int i = 0; i < inFlight; i++) {
            turn.next();
        }
        return Waiting.join(turn.result, time.plus(PATIENCE), name());
    }

    private final class Turn {
        final CompletableFuture<Sample> result = new CompletableFuture<>();
        private final ConcurrentHistogram latency = new ConcurrentHistogram(3);
        private final AtomicLong transfers = new AtomicLong();
        private final AtomicInteger running;
        private final long start = System.nanoTime();
        private final long end;

        Turn(int inFlight, Duration time) {
            this.running = new AtomicInteger(inFlight);
            this.end = start + time.toNanos();
        }

        void next() {
            long sent = System.nanoTime();
            ask(failure -> answered(sent, failure));
        }

        private void answered(long sent, @Nullable String failure) {
            long now = System.nanoTime();
            if (failure != null) {
                result.completeExceptionally(new BenchmarkException(name() + ": " + failure));
                return;
            }
            latency.recordValue(now - sent);
            transfers.incrementAndGet();
            if (now - end < 0) {
                next();
            } else if (running.decrementAndGet() == 0) {
                result.complete(new Sample(transfers.get(), now - start, 0, 0, latency));
            }
        }
    }
}
