package io.ledgeractors.benchmarks.measure;

import org.HdrHistogram.AbstractHistogram;

/**
 * The figures of one turn.
 *
 * @param transfers created transfers
 * @param nanos the time that they took, in ns
 * @param processor the processor time of this process, in ns; 0 if it is not measured
 * @param requests the number of requests; 0 if it is not known
 * @param allocated bytes that this process allocated on the heap; below 0 if they are not measured
 * @param latency the latency of the requests or asks, in ns
 */
public record Sample(
        long transfers, long nanos, long processor, long requests, long allocated, AbstractHistogram latency) {
    public Sample(long transfers, long nanos, long processor, long requests, AbstractHistogram latency) {
        this(transfers, nanos, processor, requests, -1, latency);
    }

    public Sample withProcessor(long time) {
        return new Sample(transfers, nanos, time, requests, allocated, latency);
    }

    public Sample withRequests(long number) {
        return new Sample(transfers, nanos, processor, number, allocated, latency);
    }

    public Sample withAllocated(long bytes) {
        return new Sample(transfers, nanos, processor, requests, bytes, latency);
    }

    public double transfersPerSecond() {
        return transfers * 1e9 / nanos;
    }
}
