package io.ledgeractors.interleavings;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Checks with Lincheck that concurrent calls have the results of the same calls in some order. {@code
 * -Dinterleavings.scenarios=N} sets how many scenarios of two threads are generated from the operations of a test.
 */
public final class Linearizability {
    private static final int SCENARIOS = Integer.getInteger("interleavings.scenarios", 50);
    private static final int INVOCATIONS = 1_000;

    private Linearizability() {}

    /**
     * Explores interleavings one by one.
     *
     * @throws AssertionError with the interleaving that has other results
     */
    public static void explore(Class<?> test) {
        new ModelCheckingOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(test);
    }

    /**
     * Runs the scenarios on real threads again and again. Model checking cannot follow a test whose objects compute a
     * checksum or have an identity hash code from before the exploration.
     *
     * @throws AssertionError with the results that no order explains
     */
    public static void stress(Class<?> test) {
        new StressOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(test);
    }
}
