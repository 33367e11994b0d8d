package io.ledgeractors.it.nodes;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.UInt128;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lets nodes die, sleep and lose each other under load. {@code -Dledger.seed=N} repeats a run's choice of nodes. With
 * an outside TigerBeetle, {@code -Dledger.restart='COMMAND'} also kills a replica when a node is killed. This shell
 * command must kill the replica and start it again on the same data, and must not wait for its end.
 */
class NodesIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());

    private final NodesRound.Figures figures = new NodesRound.Figures();
    private final ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO);

    @BeforeEach
    void printSeed() {
        assumeThat(Files.exists(Path.of("/proc/self")))
                .as("Linux, for signals and loopback addresses")
                .isTrue();
        System.out.println("seed " + SEED);
    }

    @AfterEach
    void stop() {
        System.out.println(figures);
        server.close();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenNodesDieSleepAndLoseEachOther() {
        NodeFaults faults = new NodeFaults(server, SEED, figures);
        faults.together(round -> round.killAndStop(1, Duration.ZERO), round -> round.partition(1));
    }
}
