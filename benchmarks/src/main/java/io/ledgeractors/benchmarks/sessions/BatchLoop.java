package io.ledgeractors.benchmarks.sessions;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends prepared batches, each with new ids, the next one from the completion of the last. Large ones are prepared
 * by a thread of their own while the one before is in flight; the time for it does not count anyway.
 */
public abstract class BatchLoop implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** From here on preparing takes longer than to wake a thread. */
    private static final int PREPARED_AHEAD = 1_000;

    /** Accounts and ids. */
    public final TransferGenerator generator;

    private final ExecutorService preparer = Executors.newSingleThreadExecutor();

    public BatchLoop(TransferGenerator generator) {
        this.generator = generator;
    }

    /** Makes two batches of {@code size} transfers, complete but for the ids. */
    public abstract void allocate(int size);

    /**
     * Gives a batch new ids.
     *
     * @param ahead true: another one is in flight meanwhile, so all that can be done for this one is done now
     */
    public abstract void prepare(int slot, boolean ahead);

    /** Sends a batch and tells {@code answer} when its outcome is there. */
    public abstract void send(int slot, Answer answer);

    /** Waits for the outcome of a batch. */
    @FunctionalInterface
    public interface Answer {
        /**
         * The outcome is there; the clock has stopped.
         *
         * @param check looks at every result: null if all were created, else what went wrong; not after the call
         */
        void arrived(Supplier<@Nullable String> check);
    }

    @Override
    public final Sample run(int size, Duration time) {
        int fitted = size == 0 ? generator.fullBatch : Math.min(size, generator.fullBatch);
        allocate(fitted);
        Turn turn = new Turn(fitted, time);
        turn.start();
        return Waiting.join(turn.result, time.plus(PATIENCE), name());
    }

    @Override
    public void close() {
        preparer.shutdown();
    }

    // One request is in flight at a time, so the fields have one user at a time.
    private final class Turn {
        final CompletableFuture<Sample> result = new CompletableFuture<>();
        private final Histogram latency = new Histogram(3);
        private final int size;
        private final boolean ahead;
        private final long end;
        private final AtomicInteger awaited = new AtomicInteger();
        private int slot;
        private boolean over;
        private long transfers;
        private long nanos;

        Turn(int size, Duration time) {
            this.size = size;
            this.ahead = size >= PREPARED_AHEAD;
            this.end = System.nanoTime() + time.toNanos();
        }

        void start() {
            prepare(slot, ahead);
            send();
        }

        private void send() {
            awaited.set(ahead ? 2 : 1);
            long sent = System.nanoTime();
            BatchLoop.this.send(slot, check -> answered(sent, check));
            if (ahead) {
                int other = 1 - slot;
                preparer.execute(() -> {
                    prepare(other, true);
                    arrived();
                });
            }
        }

        private void answered(long sent, Supplier<@Nullable String> check) {
            long now = System.nanoTime();
            String failure = check.get();
            if (failure != null) {
                result.completeExceptionally(new BenchmarkException(name() + ": " + failure));
                return;
            }
            latency.recordValue(now - sent);
            transfers += size;
            nanos += now - sent;
            over = now - end >= 0;
            arrived();
        }

        private void arrived() {
            if (awaited.decrementAndGet() > 0) {
                return;
            }
            if (over) {
                result.complete(new Sample(transfers, nanos, 0, transfers / size, latency));
                return;
            }
            slot = 1 - slot;
            if (!ahead) {
                prepare(slot, false);
            }
            send();
        }
    }
}
