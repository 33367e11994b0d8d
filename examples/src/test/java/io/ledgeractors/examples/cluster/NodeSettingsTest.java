package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.examples.shared.NodeAddress;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    private static final NodeSettings SETTINGS = new NodeSettings(
            2,
            3,
            NodeAccess.THROUGH_GATEWAYS,
            1 << 30,
            17_355,
            List.of(new NodeAddress("127.0.0.1", 1), new NodeAddress("127.0.0.1", 2)),
            List.of(new ReplicaAddress("127.0.0.1", 3000), new ReplicaAddress("127.0.0.1", 3001)),
            UInt128.MAX,
            new NodeLine.Begins(5, 6),
            new NodeLine.Begins(64, 128));

    @Test
    void shouldReadItsArguments() {
        assertThat(NodeSettings.parse(SETTINGS.arguments())).isEqualTo(SETTINGS);
    }

    @Test
    void shouldNameAnArgumentThatIsMissing() {
        List<String> some = SETTINGS.arguments().subList(1, SETTINGS.arguments().size());
        assertThatThrownBy(() -> NodeSettings.parse(some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number=");
    }

    @Test
    void shouldGiveEachCallOfEachNodeANumberOfItsOwn() {
        Set<Integer> numbers = new HashSet<>();
        for (int node = 1; node <= 3; node++) {
            for (int number = 0; number < 50; number++) {
                numbers.add(NodeSettings.inPlan(number, node, 3));
            }
        }
        assertThat(numbers).hasSize(150).allMatch(number -> number >= 0 && number < 150);
        assertThat(SETTINGS.inPlan(7)).isEqualTo(NodeSettings.inPlan(7, 2, 3));
    }
}
