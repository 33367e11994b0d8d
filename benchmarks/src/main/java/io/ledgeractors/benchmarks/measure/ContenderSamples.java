package io.ledgeractors.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * What one contender reached.
 *
 * @param name the contender
 * @param samples one per round
 */
public record ContenderSamples(String name, List<Sample> samples) {
    /** The median of some numbers. */
    public static double median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Transfers of all rounds. */
    public long transfers() {
        return samples.stream().mapToLong(Sample::transfers).sum();
    }

    /** Median of the rounds. */
    public double transfersPerSecond() {
        return median(samples.stream().mapToDouble(Sample::transfersPerSecond));
    }

    /** Processor time of this process for a transfer, in ns; median of the rounds. */
    public double processorNanos() {
        return median(samples.stream().mapToDouble(sample -> (double) sample.processor() / sample.transfers()));
    }

    /** Transfers of a request over all rounds; 0: not known. */
    public double transfersPerRequest() {
        long requests = samples.stream().mapToLong(Sample::requests).sum();
        return requests == 0 ? 0 : (double) transfers() / requests;
    }

    /** Bytes allocated for a transfer; median of the rounds; below 0: not measured. */
    public double allocatedBytes() {
        return median(samples.stream().mapToDouble(sample -> (double) sample.allocated() / sample.transfers()));
    }

    /** Latency over all rounds, in ms. */
    public double latencyMillis(double percentile) {
        Histogram all = new Histogram(3);
        samples.forEach(sample -> all.add(sample.latency()));
        return all.getValueAtPercentile(percentile) / 1e6;
    }

    /** Ours by this one, round by round, in rising order. */
    public double[] ratios(ContenderSamples ours) {
        double[] ratios = new double[samples.size()];
        Arrays.setAll(
                ratios,
                i -> ours.samples().get(i).transfersPerSecond() / samples.get(i).transfersPerSecond());
        Arrays.sort(ratios);
        return ratios;
    }
}
