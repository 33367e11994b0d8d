package io.ledgeractors.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.journal.LogHistory.End;
import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damages logs with new seeds for a given time: {@code mvn test -Pcampaign -pl embedded-ledger -am
 * -Dcampaign.minutes=30 -Dtest=LogDamageCampaignTest}. Appends a line to {@code docs/lab/campaigns.md}.
 * {@code -Dcampaign.seed=N} begins with that seed instead of the time of day.
 */
@Tag("campaign")
class LogDamageCampaignTest {
    private static final int FAILURES_MAX = 10;
    private static final CampaignReport REPORT =
            new CampaignReport("Damaged logs", """
                A log of one to six files, filled by twelve clients on a slow disk, ends by a close, a kill, a power \
                cut or a force
                that fails and goes on to serve what it lost. Then one thing is damaged: a file is cut, removed, \
                renamed, swapped or replaced by an older copy, up to 50 of the newest
                blocks are zeroed, or one bit is flipped. The log must be refused with words, hold everything that \
                was acknowledged,
                or report its newest block as possibly acknowledged. One line for each run of `mvn test -Pcampaign -pl
                embedded-ledger -am -Dcampaign.minutes=N -Dtest=LogDamageCampaignTest`.
                """, "damages", "refused", "whole", "reported", "failures");

    private final LogDamageCheck check = new LogDamageCheck();

    @Test
    void shouldLoseNothingInSilence() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        long first = Long.getLong("campaign.seed", Instant.now().getEpochSecond() * 1_000_000);
        long seed = first;
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (System.nanoTime() < end && check.failures().size() < FAILURES_MAX) {
            round(seed++, 50, check);
        }
        REPORT.add(
                first,
                seed - 1,
                check.damages(),
                check.refused(),
                check.whole(),
                check.reported(),
                check.failures().size());
        assertThat(check.failures())
                .as("failures, to be repeated with -Dcampaign.seed")
                .isEmpty();
    }

    /** Checks one log with so many damages to it. */
    static void round(long seed, int damages, LogDamageCheck check) throws Exception {
        Random random = new Random(seed);
        End end = End.values()[random.nextInt(End.values().length)];
        LogHistory history = LogHistory.make(random, 1 + random.nextInt(6), end);
        LogDamages possible = new LogDamages(history);
        boolean powerFailed = end == End.POWER_CUT || end == End.LOST_FORCE_AND_POWER;
        check.check("seed " + seed, history, LogDamages.none());
        for (int i = 0; i < damages; i++) {
            // After a power cut the manifest may be older than the log, so an older copy of the log need not be
            // noticed.
            check.check("seed " + seed, history, possible.any(random, !powerFailed));
        }
    }
}
