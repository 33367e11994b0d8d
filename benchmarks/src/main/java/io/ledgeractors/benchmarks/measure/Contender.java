package io.ledgeractors.benchmarks.measure;

import java.time.Duration;

/** One way of sending transfers. */
public interface Contender extends AutoCloseable {
    /** For people. */
    String name();

    /**
     * Creates transfers in a closed loop.
     *
     * @param size transfers of a request, or asks in flight
     * @param time for which new ones are sent
     * @throws BenchmarkException if a transfer is not created
     */
    Sample run(int size, Duration time);

    @Override
    void close();
}
