package io.ledgeractors.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeTurnsTest {
    private static final long SECOND = 1_000_000_000;

    private static NodeTurn turn(long asks) {
        return new NodeTurn(new TurnResult(asks, SECOND, 0), Map.of());
    }

    @Test
    void shouldCompareTheTurnsOfARound() {
        NodeTurns turns = new NodeTurns(List.of(turn(100), turn(10), turn(40)), List.of(turn(100), turn(40), turn(80)));
        double[] ratios = turns.ratios();
        assertThat(ratios).containsExactly(0.25, 0.5, 1.0);
        assertThat(NodeTurns.quantile(ratios, 0.5)).isEqualTo(0.5);
        assertThat(NodeTurns.quantile(ratios, 0)).isEqualTo(0.25);
        assertThat(NodeTurns.quantile(new double[] {0.7}, 0.75)).isEqualTo(0.7);
        assertThat(NodeTurns.median(turns.measured(), turn -> turn.result().perSecond()))
                .isEqualTo(40);
    }

    @Test
    void shouldSpreadTheProcessorTimeOfEachProcessOverTheAsks() {
        NodeTurn turn = NodeTurn.of(
                new TurnResult(1_000, SECOND, 0),
                Map.of("caller", 2_000L, "server", 5_000L),
                Map.of("caller", 9_000L, "server", 8_000L));
        assertThat(turn.processorNanos()).isEqualTo(Map.of("caller", 7.0, "server", 3.0));
        assertThat(turn.allProcessorNanos()).isEqualTo(10);
        assertThat(turn.latencyMillis(64)).isEqualTo(64);
    }
}
