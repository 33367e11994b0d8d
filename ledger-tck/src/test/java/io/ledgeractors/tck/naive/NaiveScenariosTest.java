package io.ledgeractors.tck.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.vectors.Coverage;
import io.ledgeractors.tck.vectors.Scenario;
import io.ledgeractors.tck.vectors.ScenarioRunner;
import io.ledgeractors.tck.vectors.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NaiveScenariosTest {

    @ParameterizedTest
    @MethodSource("names")
    void shouldAnswerAsTheRealServer(String name) {
        replay(Scenarios.load(name), new Coverage());
    }

    @Test
    void shouldKnowEveryOperation() {
        Coverage coverage = new Coverage();
        Scenarios.all().forEach(scenario -> replay(scenario, coverage));
        System.out.println("the naive model replayed " + coverage);
        assertThat(coverage.scenarios()).isEqualTo(Scenarios.COUNT);
        assertThat(coverage.steps()).isEqualTo(Scenarios.STEPS);
        assertThat(coverage.createEvents()).isEqualTo(Scenarios.CREATE_EVENTS);
        assertThat(coverage.skippedSteps()).isZero();
    }

    private static Iterable<String> names() {
        return Scenarios.names();
    }

    private static void replay(Scenario scenario, Coverage coverage) {
        int limit = scenario.batchSizeLimit() == 0 ? NaiveStateMachine.BATCH_SIZE_LIMIT : scenario.batchSizeLimit();
        new ScenarioRunner(coverage).run(scenario, NaiveTarget.create(limit));
    }
}
