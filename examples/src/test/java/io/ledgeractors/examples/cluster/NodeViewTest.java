package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.AskCounts;
import io.ledgeractors.examples.shared.NodeAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeViewTest {
    private final NodeView view = new NodeView();

    private void run(NodeLine... lines) {
        view.started();
        view.apply(new NodeLine.Up(new NodeAddress("127.0.0.1", 1)));
        List.of(lines).forEach(view::apply);
    }

    @Test
    void shouldKnowWhatTheNextNodeMustDo() {
        run(new NodeLine.Begins(64, 128), new NodeLine.Progress(10, 20, 0, AskCounts.NONE));
        view.ended();
        assertThat(view.isUp()).isFalse();
        assertThat(view.endedBelow()).isEqualTo(new NodeLine.Begins(10, 20));
        assertThat(view.begun()).isEqualTo(new NodeLine.Begins(64, 128));
        run(new NodeLine.Progress(5, 25, 0, AskCounts.NONE));
        assertThat(view.endedBelow()).isEqualTo(new NodeLine.Begins(10, 25));
        assertThat(view.begun()).isEqualTo(new NodeLine.Begins(64, 128));
    }

    @Test
    void shouldOwnNothingAfterItsEnd() {
        run(new NodeLine.Shards(Set.of(1, 2), Set.of(3)), new NodeLine.Members(3, 0));
        assertThat(ClusterTable.owners(List.of(view))).contains("2+1");
        view.ended();
        assertThat(view.shards().accounts()).isEmpty();
        assertThat(view.members().up()).isZero();
        assertThat(ClusterTable.owners(List.of(view))).contains("ended");
    }

    @Test
    void shouldNotBlameTheLivingForTheOpenAsksOfTheDead() {
        run(new NodeLine.Progress(0, 0, 0, new AskCounts(5, 3, 0, 0, 0)));
        view.ended();
        run(new NodeLine.Progress(0, 0, 0, new AskCounts(4, 4, 0, 0, 0)));
        assertThat(CallerProof.of(List.of(view)).holds()).isTrue();
        assertThat(view.asks().open()).isZero();
        assertThat(view.asksOfTheDead().open()).isEqualTo(2);
    }

    @Test
    void shouldFindAsksWithoutAnEndAnswersTooManyAndOtherEnds() {
        run(new NodeLine.Progress(0, 0, 0, new AskCounts(5, 4, 0, 0, 0)));
        assertThat(CallerProof.of(List.of(view)).differences()).hasSize(1);
        view.apply(new NodeLine.Progress(0, 0, 1, new AskCounts(5, 4, 1, 1, 1)));
        assertThat(CallerProof.of(List.of(view)).differences()).hasSize(2);
        view.ended();
        run();
        assertThat(CallerProof.of(List.of(view)).differences())
                .as("what a node said before it died stays true")
                .hasSize(2);
    }

    @Test
    void shouldForgetTheProbeOfTheNodeBefore() {
        run(new NodeLine.Served(3));
        assertThat(view.served()).isEqualTo(3);
        view.ended();
        run();
        assertThat(view.served()).isZero();
    }
}
