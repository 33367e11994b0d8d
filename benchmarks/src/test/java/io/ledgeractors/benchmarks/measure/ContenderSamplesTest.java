package io.ledgeractors.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ContenderSamplesTest {
    @Test
    void shouldCompareRoundByRound() {
        ContenderSamples contender = samples(300, 100, 400);
        ContenderSamples baseline = samples(100, 200, 100);
        assertThat(contender.transfersPerSecond()).isEqualTo(300);
        assertThat(baseline.ratios(contender)).containsExactly(0.5, 3, 4);
        assertThat(contender.processorNanos()).isEqualTo(5);
        assertThat(contender.transfersPerRequest()).isEqualTo(10);
        assertThat(contender.latencyMillis(50)).isBetween(0.99, 1.01);
    }

    @Test
    void shouldTakeTheMiddle() {
        assertThat(ContenderSamples.median(DoubleStream.of(9, 1, 2))).isEqualTo(2);
        assertThat(ContenderSamples.median(DoubleStream.of(9, 1, 2, 4))).isEqualTo(3);
    }

    private static ContenderSamples samples(long... transfersPerSecond) {
        Histogram latency = new Histogram(3);
        latency.recordValue(1_000_000);
        List<Sample> samples = Arrays.stream(transfersPerSecond)
                .mapToObj(transfers -> new Sample(transfers, 1_000_000_000L, 5 * transfers, transfers / 10, latency))
                .toList();
        return new ContenderSamples("contender", samples);
    }
}
