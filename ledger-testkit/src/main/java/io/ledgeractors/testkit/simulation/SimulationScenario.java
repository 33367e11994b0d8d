package io.ledgeractors.testkit.simulation;

/**
 * A scenario says what the clients of a simulation do. It is begun once for each run, so its state must be made in
 * {@link #begin}. Everything happens on one thread.
 */
@FunctionalInterface
public interface SimulationScenario {
    /** Makes clients and lets them ask. Called before any fault. */
    void begin(SimulatedWorld world);

    /**
     * Checks what the scenario knows, after faults have stopped and everything was answered. It may ask, such as for
     * the final balances; the simulation goes on until that is answered. The answers themselves are compared with a
     * model of the ledger afterwards.
     *
     * @throws AssertionError if something is wrong
     */
    default void check(SimulatedWorld world) {}
}
