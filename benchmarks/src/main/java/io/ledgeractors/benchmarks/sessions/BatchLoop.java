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
 * Sends prepared batches one after the other, each with new ids; the completion of a batch sends the next one. A thread
 * of its own prepares a large batch while the batch before is in flight. The time for preparing is not counted.
 */
public abstract class BatchLoop implements Contender {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** The size from which preparing a batch takes longer than waking a thread. */
    private static final int PREPARED_AHEAD = 1_000;

    /** Generates accounts, transfers and ids. */
    public final TransferGenerator generator;

    private final ExecutorService preparer = Executors.newSingleThreadExecutor();

    public BatchLoop(TransferGenerator generator) {
        this.generator = generator;
    }

    /** Makes two batches of {@code size} transfers without ids. */
    public abstract void allocate(int size);

    /**
     * Gives a batch new ids.
     *
     * @param ahead true if another batch is in flight, so that the checksum is computed now, too
     */
    public abstract void prepare(int slot, boolean ahead);

    /** Sends a batch and passes its outcome to {@code answer}. */
    public abstract void send(int slot, Answer answer);

    /** Receives the outcome of a batch. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Called when the outcome has arrived. The time of the batch ends with this call.
         *
         * @param check examines every result and returns null if all transfers were created, otherwise the reason; it
         *     must not be called after this method has returned
         */
        void arrived(Supplier<@Nullable String> check);
    }

    @Override
    public final Sample run(int size, Duration time) {
        int fitted = size == 0 ? generator.fullBatch : Math.min(size, generator.fullBatch);
        allocate(fitted);
        Turn turn = new Turn(fitted, time);
        turn.start();
        return Waiting.join(turn.result, time.plus(TIMEOUT), name());
    }

    @Override
    public void close() {
        preparer.shutdown();
    }

    // One request is in flight at a time, so one thread at a time uses the fields.
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
