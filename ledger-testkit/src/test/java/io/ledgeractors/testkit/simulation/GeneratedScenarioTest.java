package io.ledgeractors.testkit.simulation;

import org.junit.jupiter.api.Test;

/** Asks random requests of all operations in a simulated world. */
class GeneratedScenarioTest {
    @Test
    void shouldAnswerRandomRequestsAsTheModelDoes() {
        SimulatedSeeds.run(SimulatedSeeds.GENERATED, 50);
    }
}
