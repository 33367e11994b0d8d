package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.generator.DifferentialRun;
import io.ledgeractors.tck.generator.GeneratorCoverage;
import io.ledgeractors.tck.naive.NaiveStateMachine;
import org.junit.jupiter.api.Test;

/** The state machine returns the results of the naive model for random requests. */
class NaiveComparisonTest {
    private static final int HISTORIES = 50;
    private static final int EVENTS = 2_000;

    @Test
    void shouldAnswerAsTheNaiveModel() {
        GeneratorCoverage coverage = new GeneratorCoverage();
        for (long seed = 1; seed <= HISTORIES; seed++) {
            DifferentialRun.run(seed, EVENTS, NaiveStateMachine::new, PreparedStateMachine::create, coverage);
        }
        System.out.println("seeds 1 to " + HISTORIES + ": " + coverage);
        assertThat(coverage.events()).isGreaterThanOrEqualTo(HISTORIES * EVENTS);
        assertThat(coverage.below(5)).as("statuses that were hardly reached").isEmpty();
    }
}
