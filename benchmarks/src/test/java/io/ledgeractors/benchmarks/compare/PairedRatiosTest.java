package io.ledgeractors.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedRatiosTest {
    @Test
    void shouldTakeTheMedian() {
        assertThat(new PairedRatios(9, 1, 2, 3, 5, 4, 8).median()).isEqualTo(4);
        assertThat(new PairedRatios(9, 1, 2, 3, 5, 4).median()).isEqualTo(3.5);
    }

    // The ranks of the tables of the sign test for 95 %, two-sided.
    @Test
    void shouldLeaveOutAsManyRatiosAsTheBinomialDistributionAllows() {
        assertThat(IntStream.of(6, 8, 9, 11, 12, 15, 17, 20, 21, 25, 50, 100).map(PairedRatios::rank))
                .containsExactly(0, 0, 1, 1, 2, 3, 4, 5, 5, 7, 17, 39);
    }

    @Test
    void shouldEncloseTheMedianOf21ByTheSixthAndTheSixteenth() {
        PairedRatios ratios = new PairedRatios(
                IntStream.rangeClosed(1, 21).mapToDouble(i -> 22 - i).toArray());
        assertThat(ratios.low()).isEqualTo(6);
        assertThat(ratios.high()).isEqualTo(16);
        assertThat(ratios.coverage()).isCloseTo(0.9734, within(0.0001));
        assertThat(new PairedRatios(1, 2, 3, 4, 5, 6).coverage()).isCloseTo(0.96875, within(1e-9));
    }

    @Test
    void shouldCoverTheTrueMedianAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(4_711);
        int covered = 0;
        int trials = 4_000;
        for (int i = 0; i < trials; i++) {
            PairedRatios ratios = new PairedRatios(
                    random.doubles(21).map(each -> Math.exp(3 * (each - 0.5))).toArray()); // the median is 1
            covered += ratios.low() <= 1 && 1 <= ratios.high() ? 1 : 0;
        }
        assertThat((double) covered / trials).isBetween(0.965, 0.982);
    }

    @Test
    void shouldRefuseTooFewOrImpossibleRatios() {
        assertThatThrownBy(() -> new PairedRatios(1, 1, 1, 1, 1)).hasMessageContaining("at least 6 pairs, not 5");
        assertThatThrownBy(() -> new PairedRatios(1, 1, 0, 1, 1, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new PairedRatios(1, 1, Double.NaN, 1, 1, 1)).hasMessageContaining("finite");
    }

    @Test
    void shouldJudgeByTheIntervalThenByTheMedian() {
        assertThat(verdict(1.01, 1.02, 1.03, 1.04, 1.05, 1.06)).isEqualTo(Verdict.FASTER);
        assertThat(verdict(0.5, 0.6, 0.7, 0.8, 0.9, 1)).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(verdict(0.96, 0.98, 0.98, 0.98, 0.98, 0.99)).isEqualTo(Verdict.WITHIN_TOLERANCE);
        assertThat(verdict(0.9, 0.92, 0.94, 0.96, 0.98, 0.99)).isEqualTo(Verdict.SLOWER);
        assertThat(Verdict.SLOWER.passes).isFalse();
        assertThat(Verdict.WITHIN_TOLERANCE.passes).isTrue();
        assertThat(Verdict.SLOWER.reason(new PairedRatios(0.9, 0.92, 0.94, 0.96, 0.98, 0.99), 0.97))
                .isEqualTo("the interval 0.900 .. 0.990 lies below 1, the median 0.950 is below 0.97");
    }

    private static Verdict verdict(double... ratios) {
        return Verdict.of(new PairedRatios(ratios), 0.97);
    }
}
