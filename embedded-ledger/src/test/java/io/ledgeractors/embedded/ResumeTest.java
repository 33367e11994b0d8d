package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.generator.DifferentialRun;
import io.ledgeractors.tck.generator.GeneratorCoverage;
import io.ledgeractors.tck.naive.NaiveStateMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A state machine that resumes from its files returns the results of the naive model for random requests. */
class ResumeTest {
    private static final int HISTORIES = 20;
    private static final int EVENTS = 2_000;

    @Test
    void shouldAnswerAsTheNaiveModelAfterItResumed() {
        GeneratorCoverage coverage = new GeneratorCoverage();
        List<ResumingStateMachine> machines = new ArrayList<>();
        for (long seed = 1; seed <= HISTORIES; seed++) {
            long each = seed;
            DifferentialRun.run(
                    seed,
                    EVENTS,
                    NaiveStateMachine::new,
                    limit -> {
                        ResumingStateMachine machine = new ResumingStateMachine(limit, each);
                        machines.add(machine);
                        return machine;
                    },
                    coverage);
        }
        int resumed = machines.stream().mapToInt(ResumingStateMachine::resumed).sum();
        System.out.println("seeds 1 to " + HISTORIES + ": resumed " + resumed + " times, " + coverage);
        assertThat(resumed).isGreaterThan(HISTORIES * 10);
        assertThat(coverage.below(5)).as("statuses that were hardly reached").isEmpty();
    }
}
