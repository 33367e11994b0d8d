package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lets ledgers with checkpoints crash, with new seeds and for a given time: {@code mvn test -Pcampaign -pl
 * embedded-ledger -am -Dcampaign.minutes=30 -Dtest=CheckpointCampaignTest}. Appends a line to {@code
 * docs/lab/campaigns.md}. {@code -Dcampaign.seed=N} begins with that seed instead of the time of day.
 */
@Tag("campaign")
class CheckpointCampaignTest {
    private static final int FAILURES_MAX = 10;
    private static final CampaignReport REPORT =
            new CampaignReport("Checkpoints and crashes", """
                A ledger takes a checkpoint every few requests and loses its power, is killed, or has a force fail, at \
                any call of its
                disk, also while it is opened, again and again. It must answer as a ledger that never stops. Sectors \
                that were not
                forced may be there or not. One line for each run of
                `mvn test -Pcampaign -pl embedded-ledger -am -Dcampaign.minutes=N -Dtest=CheckpointCampaignTest`.
                """, "crashes", "starts with a checkpoint", "failures");

    private final CheckpointCrashes crashes = new CheckpointCrashes();

    @Test
    void shouldAnswerAsALedgerThatNeverStops() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        long first = Long.getLong("campaign.seed", Instant.now().getEpochSecond() * 1_000);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        List<AssertionError> failures = new ArrayList<>();
        long seed = first;
        while (System.nanoTime() < end && failures.size() < FAILURES_MAX) {
            try {
                crashes.run(seed);
            } catch (AssertionError failed) {
                failures.add(failed);
                failed.printStackTrace();
            }
            seed++;
        }
        REPORT.add(first, seed - 1, crashes.crashes(), crashes.resumed(), failures.size());
        assertThat(failures)
                .as("failures, to be repeated with -Dcheckpoint.seed")
                .isEmpty();
    }
}
