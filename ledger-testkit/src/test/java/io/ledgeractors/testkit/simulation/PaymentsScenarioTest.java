package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs payments in a simulated world. */
class PaymentsScenarioTest {
    @Test
    void shouldTellCallersOfPaymentsWhatTheLedgerHolds() {
        SimulatedSeeds.run(SimulatedSeeds.PAYMENTS, 150);
    }

    @Test
    void shouldRepeatPaymentsStepByStep() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(Simulation.run(seed, new PaymentsScenario()))
                    .isEqualTo(Simulation.run(seed, new PaymentsScenario()));
        }
    }
}
