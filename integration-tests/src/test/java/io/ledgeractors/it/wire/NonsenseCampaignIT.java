package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the nonsense of {@link HostilePeersIT} with new seeds for a given time: {@code mvn verify -Pcampaign -pl
 * integration-tests -am -Dcampaign.minutes=30 -Dit.test=NonsenseCampaignIT}. It continues after the last
 * seed of {@code docs/lab/campaigns.md} and adds a line to it. A failure names its seed: {@code -Dcampaign.seed=N}.
 */
@Tag("campaign")
class NonsenseCampaignIT {
    private static final int FRAMES = 1_000;
    private static final int REQUESTS = 1_000;
    private static final int ANSWERS = 1_000;
    private static final int ROUNDS_OF_A_LEDGER = 10;
    private static final int SEEDS_APART = 1_000_000;
    private static final CampaignReport REPORT = new CampaignReport(
            "Mutated frames", """
            Frames and answers damaged at random, half of them signed again: to the embedded server beside a good
            client, alone and within sessions, and to real sessions. Nobody crashes, hangs or leaks a buffer (Netty's
            leak detection at `paranoid`), every request ends. One line for each run of `mvn verify -Pcampaign -pl
            integration-tests -am -Dcampaign.minutes=N -Dit.test=NonsenseCampaignIT`.
            """, "frames and requests to the server", "answers to sessions", "failures");

    @Test
    void shouldServeAndEndWhatIsAsked() throws Exception {
        long first = Long.getLong("campaign.seed", REPORT.lastSeed(0) + SEEDS_APART);
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("campaign.minutes", 30)).toNanos();
        long seed = first;
        long rounds = 0;
        try (LeakWatch watch = new LeakWatch()) {
            while (System.nanoTime() < end) {
                System.out.println("mutated frames: -Dcampaign.seed=" + seed);
                rounds += rounds(seed, end);
                assertThat(watch.leaks()).as("leaks up to seed %d", seed).isEmpty();
                seed += (long) ROUNDS_OF_A_LEDGER * SEEDS_APART;
            }
        }
        REPORT.add(first, seed, rounds * (FRAMES + REQUESTS), rounds * ANSWERS, 0L);
    }

    private static long rounds(long seed, long end) throws Exception {
        try (EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
                LedgerServer server = ledger.serve(ServerSettings.onFreePort());
                GoodClient good = new GoodClient(server.address())) {
            long done = 0;
            while (done < ROUNDS_OF_A_LEDGER && System.nanoTime() < end) {
                Nonsense nonsense = new Nonsense(server.address(), seed + done * SEEDS_APART);
                nonsense.frames(FRAMES);
                nonsense.requests(REQUESTS);
                nonsense.answers(ANSWERS);
                done++;
            }
            assertThat(ledger.stopped()).as("the ledger goes on").isNull();
            return done;
        }
    }
}
