package io.ledgeractors.testkit.simulation;

import org.junit.jupiter.api.Test;

/** Runs entities of accounts in a simulated world. */
class EntitiesScenarioTest {
    @Test
    void shouldAnswerCommandsAsThePolicyDecidedAndInTheirOrder() {
        SimulatedSeeds.run(SimulatedSeeds.ENTITIES, 100);
    }
}
