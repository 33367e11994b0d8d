package io.ledgeractors.actors.payment.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulates payments under all failures with new seeds, for a time that the caller chooses:
 * {@code mvn test -Pcampaign -pl ledger-actors -am -Dcampaign.minutes=30}. It appends a line to
 * {@code docs/lab/campaigns.md}. {@code -Dcampaign.seed=N} begins with that seed instead of the time of day.
 */
@Tag("campaign")
class PaymentCampaignTest {
    private static final int PAYMENTS = 100;
    private static final int FAILURES_MAX = 10;
    private static final CampaignReport REPORT = new CampaignReport(
            "Payments through the batcher's rules",
            """
            Random payments in virtual time: legs, amounts, deadlines, steps that decline, fail or hang, attempts,
            refunds, other payments with the same id; nodes and callers that die at any point, shards that move, slot
            that fails, two nodes with the same payment. Between them and the embedded ledger's state machine are the
            batcher's own rules, which crash themselves, over sessions that are evicted or given up, with copies that
            come late, and a ledger that is away. Everything that anybody was told is compared with the ledger, money
            is conserved, no payment is paid twice, nothing is held in the end. One line for each run of `mvn test
            -Pcampaign -pl ledger-actors -am -Dcampaign.minutes=N`.
            """,
            "payments",
            "nodes, shards and work killed",
            "sessions lost",
            "paid",
            "refused",
            "undecided",
            "failures");

    @Test
    void shouldEndEachPaymentOnceWhateverFails() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        long first = Long.getLong("campaign.seed", Instant.now().getEpochSecond() * 1_000_000);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        Map<String, Integer> counts = new TreeMap<>();
        List<AssertionError> failures = new ArrayList<>();
        long seed = first;
        while (System.nanoTime() < end && failures.size() < FAILURES_MAX) {
            try {
                PaymentSimulation.run(seed, PAYMENTS, counts);
            } catch (AssertionError failure) {
                failures.add(failure);
                failure.printStackTrace();
            }
            seed++;
        }
        long killed = sum(counts, "work failed", "shard moved", "node crashed");
        REPORT.add(
                first,
                seed - 1,
                (seed - first) * PAYMENTS,
                killed,
                sum(counts, "session evicted", "session given up"),
                sum(counts, "Paid"),
                sum(counts, "Refused"),
                sum(counts, "Undecided"),
                failures.size());
        System.out.println("seeds " + first + " to " + (seed - 1) + ": " + counts);
        assertThat(failures).as("failures, to be repeated with -Dcampaign.seed").isEmpty();
    }

    private static long sum(Map<String, Integer> counts, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += counts.getOrDefault(name, 0);
        }
        return sum;
    }
}
