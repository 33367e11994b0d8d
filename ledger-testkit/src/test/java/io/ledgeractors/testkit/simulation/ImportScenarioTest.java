package io.ledgeractors.testkit.simulation;

import org.junit.jupiter.api.Test;

/** Imports a history in a simulated world. */
class ImportScenarioTest {
    @Test
    void shouldImportExactlyTheHistory() {
        SimulatedSeeds.run(SimulatedSeeds.IMPORTS, 50);
    }
}
