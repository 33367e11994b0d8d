package io.ledgeractors.benchmarks;

import org.HdrHistogram.AbstractHistogram;

/**
 * What one turn measured.
 *
 * @param transfers transfers created
 * @param nanos how long that took
 * @param latency of each request or ask, in ns
 */
record Sample(long transfers, long nanos, AbstractHistogram latency) {
    double transfersPerSecond() {
        return transfers * 1e9 / nanos;
    }
}
