package io.ledgeractors.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * The samples of one contender.
 *
 * @param name the name of the contender
 * @param samples one sample per round
 */
public record ContenderSamples(String name, List<Sample> samples) {
    /** Returns the median of some numbers. */
    public static double median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the transfers of all rounds. */
    public long transfers() {
        return samples.stream().mapToLong(Sample::transfers).sum();
    }

    /** Returns the median rate of the rounds. */
    public double transfersPerSecond() {
        return median(samples.stream().mapToDouble(Sample::transfersPerSecond));
    }

    /** Returns the processor time of this process per transfer, in ns; the median of the rounds. */
    public double processorNanos() {
        return median(samples.stream().mapToDouble(sample -> (double) sample.processor() / sample.transfers()));
    }

    /** Returns the transfers per request over all rounds; 0 if it is not known. */
    public double transfersPerRequest() {
        long requests = samples.stream().mapToLong(Sample::requests).sum();
        return requests == 0 ? 0 : (double) transfers() / requests;
    }

    /** Returns the bytes allocated per transfer, the median of the rounds; below 0 if they are not measured. */
    public double allocatedBytes() {
        return median(samples.stream().mapToDouble(sample -> (double) sample.allocated() / sample.transfers()));
    }

    /** Returns a percentile of the latency over all rounds, in ms. */
    public double latencyMillis(double percentile) {
        Histogram all = new Histogram(3);
        samples.forEach(sample -> all.add(sample.latency()));
        return all.getValueAtPercentile(percentile) / 1e6;
    }

    /** Returns the rate of {@code contender} divided by the rate of this one for each round, in rising order. */
    public double[] ratios(ContenderSamples contender) {
        double[] ratios = new double[samples.size()];
        Arrays.setAll(
                ratios,
                i -> contender.samples().get(i).transfersPerSecond()
                        / samples.get(i).transfersPerSecond());
        Arrays.sort(ratios);
        return ratios;
    }
}
