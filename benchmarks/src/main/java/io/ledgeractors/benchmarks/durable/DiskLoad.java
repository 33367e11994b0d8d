package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Writes bytes one behind the other into a file of full size, and forces each write: the least that a log does. */
final class DiskLoad implements DurableLoad {
    private static final int PAGE = 4096;
    private static final int FILE = 64 << 20;

    private final int transfers;
    private final ByteBuffer bytes;
    private final FileChannel file;
    private long position;

    /**
     * Makes the file. Blocks the caller.
     *
     * @param bytes bytes of a write, rounded up to whole pages
     * @param transfers transfers that a write stands for
     */
    DiskLoad(Path directory, int bytes, int transfers) {
        this.transfers = transfers;
        this.bytes = ByteBuffer.allocateDirect((bytes + PAGE - 1) / PAGE * PAGE);
        try {
            this.file = FileChannel.open(
                    directory.resolve("writes"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
            for (long at = 0; at < FILE; at += zeros.capacity()) {
                file.write(zeros.clear(), at);
            }
            file.force(true);
        } catch (IOException failed) {
            throw new BenchmarkException("cannot write: " + failed.getMessage(), failed);
        }
        for (int at = 0; at < this.bytes.capacity(); at += Long.BYTES) {
            this.bytes.putLong(at, at * 0x9E3779B97F4A7C15L);
        }
    }

    @Override
    public String name() {
        return "write and force";
    }

    @Override
    public TurnResult run(Duration time) {
        long processor = ProcessUsage.processorNanos();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long done = 0;
        try {
            do {
                if (position + bytes.capacity() > FILE) {
                    position = 0;
                }
                file.write(bytes.clear(), position);
                file.force(false);
                position += bytes.capacity();
                done += transfers;
            } while (System.nanoTime() - end < 0);
        } catch (IOException failed) {
            throw new BenchmarkException("cannot write: " + failed.getMessage(), failed);
        }
        return new TurnResult(done, System.nanoTime() - begin, ProcessUsage.processorNanos() - processor);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new BenchmarkException("cannot close a file: " + failed.getMessage(), failed);
        }
    }
}
