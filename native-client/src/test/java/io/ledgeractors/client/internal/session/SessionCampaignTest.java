package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the simulation of {@link SessionSimulationTest} with new seeds, for a time that the caller chooses: {@code mvn
 * test -Pcampaign -pl native-client -am -Dcampaign.minutes=30}. It begins behind the last seed of {@code
 * docs/lab/campaigns.md} and adds a line to that page. {@code -Dcampaign.seed=N} begins with that seed instead.
 */
@Tag("campaign")
class SessionCampaignTest {
    private static final int FAILURES_MAX = 10;
    private static final long SEEDS_OF_VERIFY = 9_999;
    private static final CampaignReport REPORT =
            new CampaignReport("The rules of a session", """
            The pure rules of the native session against a simulated cluster: frames lost, doubled, overtaken, late,
            damaged; connections cut, dead, refused, blocked; view changes, restarts, evictions, old replies. At most
            one execution, the reply of that execution, no body given back that is still read, every request ended.
            One line for each run of `mvn test -Pcampaign -pl native-client -am -Dcampaign.minutes=N`. A run also
            fails if one of the faults or outcomes came up in fewer than one of 500 runs.
            """, "requests", "failures");

    private final SimCoverage coverage = new SimCoverage();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void shouldKeepItsPromisesWhateverHappens() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        Long asked = Long.getLong("campaign.seed");
        long first = asked == null ? REPORT.lastSeed(SEEDS_OF_VERIFY) + 1 : asked;
        long seed = first;
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (System.nanoTime() < end && failures.size() < FAILURES_MAX) {
            run(seed++);
        }
        REPORT.add(first, seed - 1, coverage.requests(), failures.size());
        System.out.println("seeds " + first + " to " + (seed - 1) + ": " + coverage);
        assertThat(failures)
                .as("failures, each to be repeated with -Dledger.seed and SessionSimulationTest")
                .isEmpty();
        assertThat(coverage.below(Math.max(1, coverage.runs() / 500)))
                .as("faults and outcomes that hardly ever occurred")
                .isEmpty();
    }

    private void run(long seed) {
        try {
            new SimRun(seed, coverage).run();
        } catch (RuntimeException | Error failed) {
            System.out.println("seed " + seed + " failed");
            failed.printStackTrace();
            failures.add(failed);
        }
    }
}
