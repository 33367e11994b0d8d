package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.cluster.FreePorts;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs {@code ./ledger cluster}, and nodes that join by hand, as processes. {@code NodesIT} kills nodes. */
class ClusterCommandIT {
    private static final String TABLE = "    time";

    private final int seed = FreePorts.some(1).get(0);

    @Test
    void shouldEndWithProofs() {
        try (ForkedLedger cluster =
                ForkedLedger.start("cluster", "--nodes", "2", "--gateways", "1", "--seconds", "2")) {
            assertThat(cluster.await()).as(cluster.output()).isZero();
            List<String> lines = cluster.output().lines().toList();
            assertThat(lines.get(lines.size() - 1))
                    .startsWith("all proofs hold: ")
                    .contains("on 3 nodes, 0 killed");
            assertThat(cluster.output()).containsPattern(TABLE + " +node 1 +node 2 +gateway 1 +payments +transfers");
            assertThat(cluster.output()).doesNotContain("FAILS", "Exception");
        }
    }

    @Test
    void shouldLeaveNoNodeBehindWhenItIsKilled() throws Exception {
        try (ForkedLedger cluster = ForkedLedger.start("cluster", "--nodes", "1", "--seconds", "600")) {
            cluster.awaitLine(TABLE);
            List<ProcessHandle> nodes = cluster.children();
            assertThat(nodes).hasSize(1);
            cluster.kill();
            for (ProcessHandle node : nodes) {
                node.onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void shouldJoinByHandAndMakeTheSamePaymentsOnce() {
        try (ServerUnderTest server = ServerUnderTest.fork(UInt128.ZERO);
                ForkedLedger first = join(server, 1)) {
            first.awaitLine("Node 1 is up at ");
            try (ForkedLedger second = join(server, 2)) {
                second.awaitLine("Node 2 stays a member until Ctrl-C.");
                first.awaitLine("Node 1 stays a member until Ctrl-C.");
                for (ForkedLedger node : List.of(first, second)) {
                    assertThat(node.output()).contains("Otherwise 0 than planned, 0 undecided");
                    assertThat(node.output()).doesNotContain("FAILS");
                }
                assertThat(first.output()).contains("--node 2 --seed 127.0.0.1:" + seed);
                // 143 is the end by SIGTERM.
                assertThat(second.terminate()).isEqualTo(143);
            }
            assertThat(first.isAlive()).as(first.output()).isTrue();
        }
    }

    private ForkedLedger join(ServerUnderTest server, int node) {
        // An outside server may hold the payments of an earlier run, which then are found and not made again.
        String[] payments = {"payments", "--count", "200", "--node", String.valueOf(node)};
        return ForkedLedger.start(ForkedLedger.join(payments, "--seed", "127.0.0.1:" + seed), server.arguments());
    }
}
