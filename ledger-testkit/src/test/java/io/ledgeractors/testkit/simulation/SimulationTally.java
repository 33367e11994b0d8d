package io.ledgeractors.testkit.simulation;

import java.time.Duration;
import java.util.Locale;

/** Adds up the reports of many seeds, and how fast they came. One thread uses it. */
final class SimulationTally {
    private final long begun = System.nanoTime();
    private long seeds;
    private long operations;
    private long results;
    private long recovered;
    private long refused;
    private long unknown;
    private long faults;

    void add(SimulationReport report) {
        seeds++;
        operations += report.operations();
        results += report.results();
        recovered += report.recovered();
        refused += report.refused();
        unknown += report.unknown();
        faults += report.faults().size();
    }

    long seeds() {
        return seeds;
    }

    long operations() {
        return operations;
    }

    long results() {
        return results;
    }

    long recovered() {
        return recovered;
    }

    long faults() {
        return faults;
    }

    @Override
    public String toString() {
        double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
        return String.format(
                Locale.ROOT,
                "%d seeds, %.1f seeds/s; %d faults, %d operations, %d asks with results, %d requests recovered, %d asks"
                        + " refused, %d unknown",
                seeds,
                seeds / seconds,
                faults,
                operations,
                results,
                recovered,
                refused,
                unknown);
    }
}
