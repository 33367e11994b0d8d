package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointCrashTest {
    private static final int HISTORIES = Integer.getInteger("checkpoint.histories", 100);
    private static final long FIRST_SEED = Long.getLong("checkpoint.seed", 1);

    private final CheckpointCrashes crashes = new CheckpointCrashes();

    @Test
    void shouldAnswerAsALedgerThatNeverStops() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            crashes.run(seed);
        }
        System.out.println("seeds from " + FIRST_SEED + ": " + HISTORIES + " histories, " + crashes.crashes()
                + " crashes, " + crashes.resumed() + " starts from checkpoints");
        assertThat(crashes.crashes()).isGreaterThan(HISTORIES * 5);
        assertThat(crashes.resumed()).isGreaterThan(HISTORIES);
    }
}
