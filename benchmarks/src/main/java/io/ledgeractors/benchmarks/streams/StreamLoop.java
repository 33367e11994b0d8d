package io.ledgeractors.benchmarks.streams;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.LedgerStreamSettings;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Runs prepared streams one after the other. Time and processor time include starting and ending a stream, but not
 * preparing it.
 */
public abstract class StreamLoop implements Contender {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    /** Below this number of requests, starting and ending a stream would dominate the figures. */
    private static final int REQUESTS_MIN = 8;

    private static final int REQUESTS_MAX = 100;

    private final LedgerSystem system;
    private final TransferGenerator generator;
    private final SplittableRandom random = new SplittableRandom(1);
    private double transfersPerNano;

    public StreamLoop(Target target, TransferGenerator generator) {
        this.system = LedgerSystem.open(target);
        this.generator = generator;
    }

    /**
     * Prepares a stream.
     *
     * @param size transfers of a request
     * @return starts the stream; the stage completes when all transfers were created
     */
    abstract Supplier<CompletionStage<?>> prepare(int requests, int size);

    final ActorSystem<?> system() {
        return system.system();
    }

    final LedgerStreamSettings settings(int size) {
        return LedgerStreamSettings.create(system()).withMaxEventsPerRequest(size);
    }

    final Transfer newTransfer() {
        return generator.transfer(random, generator.nextIds(1));
    }

    static void expectCreated(CreateTransferStatus status) {
        if (status != CreateTransferStatus.Created) {
            throw new BenchmarkException("a transfer was answered with the status " + status.wireName());
        }
    }

    @Override
    public final Sample run(int size, Duration time) {
        int fitted = size == 0 ? generator.fullBatch : Math.min(size, generator.fullBatch);
        long transfers = 0;
        long nanos = 0;
        long allocated = 0;
        long processor = 0;
        while (nanos < time.toNanos()) {
            double wanted = transfersPerNano * (time.toNanos() - nanos) / fitted;
            int requests = (int) Math.max(REQUESTS_MIN, Math.min(REQUESTS_MAX, wanted));
            Supplier<CompletionStage<?>> stream = prepare(requests, fitted);
            long before = ProcessUsage.allocatedBytes();
            long processorBefore = ProcessUsage.processorNanos();
            long start = System.nanoTime();
            Waiting.join(stream.get(), TIMEOUT, name());
            nanos += System.nanoTime() - start;
            processor += ProcessUsage.processorNanos() - processorBefore;
            allocated += ProcessUsage.allocatedBytes() - before;
            transfers += (long) requests * fitted;
            transfersPerNano = (double) transfers / nanos;
        }
        return new Sample(transfers, nanos, processor, transfers / fitted, new Histogram(3)).withAllocated(allocated);
    }

    @Override
    public void close() {
        system.close();
    }
}
