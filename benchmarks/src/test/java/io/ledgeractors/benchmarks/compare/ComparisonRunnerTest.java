package io.ledgeractors.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonRunnerTest {
    private static final Duration TURN = Duration.ofMillis(10);

    private final StringBuilder order = new StringBuilder();

    @Test
    void shouldTakeTurnsInTheOrderABBA() {
        List<ComparisonRunner.Pair> pairs =
                new ComparisonRunner(TURN, Duration.ZERO, 3, 1_000).run(build('A', 100), build('B', 200));
        assertThat(order).hasToString("ABBAAB");
        assertThat(pairs).hasSize(3).allSatisfy(pair -> {
            assertThat(pair.before().operations()).isEqualTo(100);
            assertThat(pair.after().operations()).isEqualTo(200);
        });
    }

    @Test
    void shouldWarmUpInTurnsThatDoNotCount() {
        assertThat(new ComparisonRunner(TURN, Duration.ofMillis(15), 1, 1_000).run(build('A', 1), build('B', 1)))
                .hasSize(1);
        assertThat(order).hasToString("ABBA" + "AB");
    }

    @Test
    void shouldRenewBothLedgersWhenOneOfThemHasGrown() {
        List<ComparisonRunner.Pair> pairs =
                new ComparisonRunner(TURN, Duration.ZERO, 4, 300).run(build('A', 100), build('B', 200));
        assertThat(pairs).hasSize(4);
        assertThat(order).hasToString("ABBA" + "abAB" + "ABBA");
    }

    @Test
    void shouldPrintTheFiguresAndTheVerdict() {
        ComparisonRunner runner = new ComparisonRunner(TURN, Duration.ZERO, 6, 1_000_000);
        StringWriter out = new StringWriter();
        ComparisonReport report = new ComparisonReport(new PrintWriter(out, true));
        report.begin(Path.of("old"), Path.of("new"), runner);
        assertThat(report.scenario("asks-64", runner.run(build('A', 1_000), build('B', 900)), 0.97))
                .isEqualTo(Verdict.SLOWER);
        assertThat(out.toString())
                .contains("before: old", "after: new", "6 pairs of turns of 10 ms")
                .contains("100,000", "90,000", "0.900 .. 0.900")
                .containsPattern("processor time per operation, ns +5,000 +5,556 +1.111")
                .endsWith("asks-64: SLOWER: the interval 0.900 .. 0.900 lies below 1, the median 0.900 is below 0.97"
                        + System.lineSeparator());
    }

    private BuildTurns build(char name, long operations) {
        return new BuildTurns() {
            @Override
            public TurnResult turn(Duration length) {
                order.append(name);
                return new TurnResult(operations, length.toNanos(), length.toNanos() / 2);
            }

            @Override
            public void renew() {
                order.append(Character.toLowerCase(name));
            }

            @Override
            public void close() {
                order.append('.');
            }
        };
    }
}
