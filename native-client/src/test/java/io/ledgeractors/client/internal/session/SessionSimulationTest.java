package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Runs the rules against a simulated cluster and network with faults. A request must be executed at most once and get
 * the reply of its execution. A refusal must be reported only for a refused request. Bodies must be released only when
 * they are not read any more. Every request must end once the faults stop.
 *
 * <p>{@code -Dledger.seeds=N} runs more seeds, and {@code -Dledger.seed=N} runs one alone. {@link SessionCampaignTest}
 * runs for a time that the caller chooses.
 */
class SessionSimulationTest {
    private static final int SEEDS = Integer.getInteger("ledger.seeds", 10_000);

    @Test
    void shouldKeepItsPromisesWhateverHappens() {
        Long only = Long.getLong("ledger.seed");
        long first = only == null ? 0 : only;
        long end = only == null ? SEEDS : only + 1;
        SimCoverage coverage = new SimCoverage();
        for (long seed = first; seed < end; seed++) {
            try {
                new SimRun(seed, coverage).run();
            } catch (RuntimeException | Error failed) {
                throw new AssertionError("failed; to run it alone: -Dledger.seed=" + seed, failed);
            }
        }
        System.out.println(coverage);
        if (only == null) {
            assertThat(coverage.below(SEEDS / 500))
                    .as("faults and outcomes that hardly ever occurred")
                    .isEmpty();
        }
    }

    @Test
    void shouldRunTheSameWayWithTheSameSeed() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(run(seed)).as("seed %d", seed).isEqualTo(run(seed));
        }
    }

    private static long run(long seed) {
        return new SimRun(seed, new SimCoverage()).run();
    }
}
