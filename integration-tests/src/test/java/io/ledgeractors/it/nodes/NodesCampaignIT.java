package io.ledgeractors.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.campaign.CampaignReport;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Repeats the faults of {@link NodesIT} with new seeds for a given time: {@code mvn verify -Pcampaign -pl
 * integration-tests -am -Dcampaign.minutes=30 -Dit.test=NodesCampaignIT}. It continues after the last seed of
 * {@code docs/lab/campaigns.md} and adds a line to it. A failure names its seed: {@code -Dcampaign.seed=N}.
 * {@code -Dledger.pause='1 s'} makes the load smaller, so that two campaigns with seeds of their own fit on two
 * processors.
 */
@Tag("campaign")
class NodesCampaignIT {
    private static final Duration STOPPED = Duration.ofSeconds(30);
    private static final int ROUNDS = 5;
    private static final double MILLIS = 1e3;
    private static final CampaignReport REPORT = new CampaignReport(
            "Nodes that die, sleep and lose each other",
            """
            Three groups of nodes in JVMs of their own, all under load on one ledger. In each round the first group
            has one node killed by `kill -9`, and one stopped by SIGSTOP for 30 s. In the second a partition leaves two
            nodes on one side and one on the other, and both sides own the same entities. In the third one of two
            gateways is killed. After five rounds all nodes of one more group are killed at once. The proofs are read
            at the end: every payment and transfer was made once or not at all, as its caller was told, and each ask of
            a caller that lives ended once. A seed stands for five rounds.
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
        Throwable failure = null;
        long seed = first;
        try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
            while (System.nanoTime() < end && failure == null) {
                System.out.println("nodes: -Dcampaign.seed=" + seed);
                failure = failureOf(new NodeFaults(server, seed, figures));
                seed++;
            }
        }
        // The rounds of the seeds before a failure count, too.
        long failures = failure == null ? 0 : 1;
        REPORT.add(
                first,
                seed - 1,
                (seed - first - failures) * ROUNDS,
                figures.calls(),
                figures.unanswered(),
                String.format("%.1f s", figures.longestToResume().toMillis() / MILLIS),
                failures);
        assertThat(failure).as("seed %d", seed - 1).isNull();
    }

    private static @Nullable Throwable failureOf(NodeFaults faults) {
        try {
            faults.together(
                    round -> round.killAndStop(ROUNDS, STOPPED),
                    round -> round.partition(ROUNDS),
                    round -> round.killGateway(ROUNDS));
            faults.together(NodesRound::killAll);
            return null;
        } catch (CompletionException failure) {
            return failure.getCause();
        }
    }
}
