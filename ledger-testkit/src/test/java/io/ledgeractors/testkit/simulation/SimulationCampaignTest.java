package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulates with new seeds, for a time that the caller chooses: {@code mvn test -Pcampaign -pl ledger-testkit -am
 * -Dcampaign.minutes=30}. It appends a line to {@code docs/lab/campaigns.md}. {@code -Dcampaign.seed=N} begins with
 * that seed instead of the time of day.
 */
@Tag("campaign")
class SimulationCampaignTest {
    private static final int FAILURES_MAX = 10;
    private static final CampaignReport REPORT = new CampaignReport(
            "Simulation",
            """
            Money moves, payments, account entities, imports, random requests, actors, gateways and streams, in turn by
            the seed. They run through the real batcher and the rules of its sessions, over a simulated network, to the
            stepped embedded ledger on a disk in memory. Connections are cut, refused and stalled, frames doubled and
            damaged, the server is killed or loses its power, forces and writes fail, the disk is full or slow, clocks
            step, sessions are evicted, clients pause, gateways die and lose messages. All promises of `Simulation` are
            checked for each seed. One line for each run of
            `mvn test -Pcampaign -pl ledger-testkit -am -Dcampaign.minutes=N -Dtest=SimulationCampaignTest`.
            """,
            "simulations",
            "faults",
            "operations",
            "asks with results",
            "requests recovered",
            "failures");

    @Test
    void shouldKeepAllPromisesWhateverFails() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        long first = Long.getLong("campaign.seed", Instant.now().getEpochSecond() * 1_000_000);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        SimulationTally tally = new SimulationTally();
        List<SimulationFailure> failures = new ArrayList<>();
        long seed = first;
        while (System.nanoTime() < end && failures.size() < FAILURES_MAX) {
            try {
                SimulatedSeeds.Kind kind = SimulatedSeeds.ALL.get((int) (seed % SimulatedSeeds.ALL.size()));
                tally.add(kind.run().apply(seed));
            } catch (SimulationFailure failure) {
                failures.add(failure);
                failure.printStackTrace();
            }
            seed++;
        }
        System.out.println(tally);
        REPORT.add(
                first,
                seed - 1,
                seed - first,
                tally.faults(),
                tally.operations(),
                tally.results(),
                tally.recovered(),
                (long) failures.size());
        assertThat(failures).as("failures, to be repeated with -Dcampaign.seed").isEmpty();
    }
}
