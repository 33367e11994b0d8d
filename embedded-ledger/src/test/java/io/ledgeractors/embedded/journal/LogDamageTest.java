package io.ledgeractors.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.journal.LogHistory.End;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A damaged log is refused with a message, or everything that was acknowledged is there, or the newest block is
 * reported as possibly acknowledged.
 */
@Timeout(120)
class LogDamageTest {
    private static final long SEED = 20261129;

    private final LogDamageCheck check = new LogDamageCheck();

    @ParameterizedTest
    @CsvSource({"1, CLOSE", "2, CLOSE", "5, CLOSE", "1, KILL", "2, KILL", "5, KILL", "2, LOST_FORCE"})
    void shouldNotLoseFilesInSilence(int files, End end) throws Exception {
        LogHistory history = LogHistory.make(new Random(SEED), files, end);
        for (LogDamages.Damage damage : new LogDamages(history).ofFiles()) {
            check.check("seed " + SEED, history, damage);
        }
        assertThat(check.failures()).isEmpty();
        assertThat(check.refused()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"2, CLOSE", "5, CLOSE", "2, KILL", "5, KILL", "2, POWER_CUT", "5, POWER_CUT", "2, LOST_FORCE"})
    void shouldNotLoseTheNewestBlocksInSilence(int files, End end) throws Exception {
        Random random = new Random(SEED);
        LogHistory history = LogHistory.make(random, files, end);
        for (LogDamages.Damage damage : new LogDamages(history).ofNewestBlocks(50, random)) {
            check.check("seed " + SEED, history, damage);
        }
        assertThat(check.failures()).isEmpty();
        assertThat(check.refused()).isPositive();
        assertThat(check.reported()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void shouldOpenWholeOrReportTheNewestBlockHoweverItEnded(End end) throws Exception {
        for (int i = 0; i < 4; i++) {
            LogHistory history = LogHistory.make(new Random(SEED + i), 1 + i % 3, end);
            check.check("seed " + (SEED + i), history, LogDamages.none());
        }
        assertThat(check.failures()).isEmpty();
        assertThat(check.refused()).isZero();
    }

    @Test
    void shouldNotLoseAnythingInSilenceWhateverIsDamaged() throws Exception {
        for (int i = 0; i < 10; i++) {
            LogDamageCampaignTest.round(SEED + i, 10, check);
        }
        assertThat(check.failures()).isEmpty();
    }
}
