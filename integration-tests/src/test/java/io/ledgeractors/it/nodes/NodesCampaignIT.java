package io.ledgeractors.it.nodes;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the rounds of {@link NodesIT} with new seeds for a given time: {@code mvn verify -Pcampaign -pl
 * integration-tests -am -Dcampaign.minutes=30 -Dit.test=NodesCampaignIT}. It continues after the last seed of
 * {@code docs/lab/campaigns.md} and adds a line to it. A failure names its seed: {@code -Dcampaign.seed=N}.
 */
@Tag("campaign")
class NodesCampaignIT {
    private static final Duration STOPPED = Duration.ofSeconds(30);
    private static final double MILLIS = 1e3;
    private static final CampaignReport REPORT = new CampaignReport(
            "Nodes that die, sleep and lose each other",
            """
            Three JVMs with account entities and payments, all under load. In each round one node is killed by
            `kill -9`, and one is stopped by SIGSTOP for 30 s. Then a partition leaves two nodes on one side and one on
            the other, and both sides own the same entities. Every payment and transfer is made once or not at all, as
            its caller was told, and each ask of a caller that lives ends once. At last one of two gateways is killed.
            Command: `mvn verify -Pcampaign -pl integration-tests -am -Dcampaign.minutes=N
            -Dit.test=NodesCampaignIT`.
            """,
            "rounds",
            "payments and transfers",
            "asks not answered in time",
            "longest time to resume",
            "failures");

    @Test
    void shouldLoseAndDoubleNothing() throws Exception {
        long first = Long.getLong("campaign.seed", REPORT.lastSeed(0) + 1);
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("campaign.minutes", 30)).toNanos();
        NodesRound.Figures figures = new NodesRound.Figures();
        long seed = first;
        try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
            while (System.nanoTime() < end) {
                System.out.println("nodes: -Dcampaign.seed=" + seed);
                NodesRound round = new NodesRound(server, seed, figures);
                round.killAndStop(STOPPED);
                round.partition();
                round.killGateway();
                seed++;
            }
        }
        Duration longest =
                figures.resumed().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        REPORT.add(
                first,
                seed - 1,
                seed - first,
                figures.calls(),
                figures.unanswered(),
                String.format("%.1f s", longest.toMillis() / MILLIS),
                0L);
    }
}
