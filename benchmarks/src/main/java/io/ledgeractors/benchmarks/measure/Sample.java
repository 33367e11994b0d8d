package io.ledgeractors.benchmarks.measure;

import org.HdrHistogram.AbstractHistogram;

/**
 * What one turn measured.
 *
 * @param transfers transfers created
 * @param nanos how long that took
 * @param processor processor time of this process meanwhile, in ns; 0: not measured
 * @param requests in which they went; 0: not known
 * @param allocated bytes allocated on the heap of this process meanwhile; below 0: not measured
 * @param latency of each request or ask, in ns
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
