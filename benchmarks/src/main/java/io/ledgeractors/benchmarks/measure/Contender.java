package io.ledgeractors.benchmarks.measure;

import java.time.Duration;

/** One way of creating transfers, which is compared with others. */
public interface Contender extends AutoCloseable {
    /** Returns its name in reports. */
    String name();

    /**
     * Creates transfers in a closed loop. Blocks the caller.
     *
     * @param size transfers in a request, or asks in flight; 0 means a full request, if it sends batches
     * @param time how long new requests are sent
     * @throws BenchmarkException if a transfer is not created
     */
    Sample run(int size, Duration time);

    @Override
    void close();
}
