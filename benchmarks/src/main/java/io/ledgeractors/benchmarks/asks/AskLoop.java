package io.ledgeractors.benchmarks.asks;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.measure.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Keeps a number of asks of one transfer each in flight; the completion of an ask sends the next one. */
public abstract class AskLoop implements Contender {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    // One ask of eight is timed, because timing takes an eighth of the processor time of a batcher's ask.
    private static final int TIMED = 8;
    private static final long UNTIMED = 0;

    /** Sends one transfer. {@code done} receives null if it was created, otherwise the reason. */
    public abstract void ask(Consumer<@Nullable String> done);

    @Override
    public final Sample run(int inFlight, Duration time) {
        long requests = requests();
        return ask(inFlight, time).withRequests(requests() - requests);
    }

    /** Returns the number of requests sent so far; 0 if it is not known. */
    public long requests() {
        return 0;
    }

    private Sample ask(int inFlight, Duration time) {
        Turn turn = new Turn(inFlight, time);
        for (int i = 0; i < inFlight; i++) {
            turn.next(i);
        }
        return Waiting.join(turn.result, time.plus(TIMEOUT), name());
    }

    private final class Turn {
        final CompletableFuture<Sample> result = new CompletableFuture<>();
        private final ConcurrentHistogram latency = new ConcurrentHistogram(3);
        private final AtomicLong transfers = new AtomicLong();
        private final AtomicInteger running;
        private final long start = System.nanoTime();
        private final long end;
        private volatile boolean isOver;

        Turn(int inFlight, Duration time) {
            this.running = new AtomicInteger(inFlight);
            this.end = start + time.toNanos();
        }

        /** Sends an ask after {@code count} earlier ones. */
        void next(long count) {
            long sent = count % TIMED == 0 ? System.nanoTime() : UNTIMED;
            ask(failure -> answered(sent, failure));
        }

        private void answered(long sent, @Nullable String failure) {
            if (failure != null) {
                result.completeExceptionally(new BenchmarkException(name() + ": " + failure));
                return;
            }
            long count = transfers.incrementAndGet();
            if (sent != UNTIMED) {
                long now = System.nanoTime();
                latency.recordValue(now - sent);
                if (now - end >= 0) {
                    isOver = true;
                }
            }
            if (!isOver) {
                next(count);
            } else if (running.decrementAndGet() == 0) {
                result.complete(new Sample(transfers.get(), System.nanoTime() - start, 0, 0, latency));
            }
        }
    }
}
