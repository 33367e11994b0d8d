package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.campaign.CampaignReport;
import io.ledgeractors.tck.generator.DifferentialRun;
import io.ledgeractors.tck.generator.GeneratorCoverage;
import io.ledgeractors.tck.generator.ReplyDifference;
import io.ledgeractors.tck.naive.NaiveStateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the state machine with the naive model, with new seeds and for a given time:
 * {@code mvn test -Pcampaign -pl embedded-ledger -am -Dcampaign.minutes=30}. Appends a line to
 * {@code docs/lab/campaigns.md}. {@code -Dcampaign.seed=N} begins with that seed instead of the time of day.
 */
@Tag("campaign")
class NaiveCampaignTest {
    private static final int FAILURES_MAX = 10;
    private static final CampaignReport REPORT =
            new CampaignReport("The embedded ledger and the naive model", """
                Random requests answered by the embedded ledger's state machine and by the naive model of `ledger-tck`,
                every reply compared byte for byte, debits compared with credits after every batch. One line for \
                each run of
                `mvn test -Pcampaign -pl embedded-ledger -am -Dcampaign.minutes=N`. A run also \
                fails if one of the statuses that
                can be reached was reached fewer than 100 times.
                """, "events", "expiries", "failures");

    private final GeneratorCoverage coverage = new GeneratorCoverage();
    private final List<ReplyDifference> failures = new ArrayList<>();

    @Test
    void shouldAnswerAsTheNaiveModel() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        long first = Long.getLong("campaign.seed", Instant.now().getEpochSecond() * 1_000_000);
        long seed = first;
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (System.nanoTime() < end && failures.size() < FAILURES_MAX) {
            run(seed++);
        }
        REPORT.add(first, seed - 1, coverage.events(), coverage.expired(), failures.size());
        System.out.println("seeds " + first + " to " + (seed - 1) + ": " + coverage);
        assertThat(failures).as("failures, to be repeated with -Dcampaign.seed").isEmpty();
        assertThat(coverage.below(100)).as("statuses that were hardly reached").isEmpty();
    }

    // Short histories begin more often, and long ones meet fuller indexes.
    private void run(long seed) {
        int events = seed % 16 == 0 ? 20_000 : 2_000;
        try {
            DifferentialRun.run(seed, events, NaiveStateMachine::new, PreparedStateMachine::create, coverage);
        } catch (ReplyDifference difference) {
            failures.add(difference);
            difference.printStackTrace();
        }
    }
}
