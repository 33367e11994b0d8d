package io.ledgeractors.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The rules against a simulated cluster and network: whatever happens, a request is executed at most once, its
 * reply is the one it got when it was executed, a refusal is reported only for what was refused, bodies are
 * given back only when nobody reads them, and every request ends once the faults stop.
 *
 * <p>{@code -Dledger.seeds=N} runs more seeds, {@code -Dledger.seed=N} one alone.
 */
class SessionSimulationTest {
    private static final int SEEDS = Integer.getInteger("ledger.seeds", 1_000);

    @Test
    void shouldKeepItsPromisesWhateverHappens() {
        Long only = Long.getLong("ledger.seed");
        long first = only == null ? 0 : only;
        long end = only == null ? SEEDS : only + 1;
        for (long seed = first; seed < end; seed++) {
            try {
                new SimRun(seed).run();
            } catch (RuntimeException | Error failed) {
                throw new AssertionError("failed; to run it alone: -Dledger.seed=" + seed, failed);
            }
        }
    }

    @Test
    void shouldRunTheSameWayWithTheSameSeed() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(new SimRun(seed).run()).as("seed %d", seed).isEqualTo(new SimRun(seed).run());
        }
    }
}
