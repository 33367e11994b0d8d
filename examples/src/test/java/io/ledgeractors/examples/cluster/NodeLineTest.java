package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.AskCounts;
import io.ledgeractors.examples.shared.NodeAddress;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLineTest {
    static Stream<NodeLine> lines() {
        return Stream.of(
                new NodeLine.Up(new NodeAddress("127.0.0.1", 17_355)),
                new NodeLine.Shards(Set.of(0, 7, 29), Set.of(3)),
                new NodeLine.Shards(Set.of(), Set.of()),
                new NodeLine.Members(3, 1),
                new NodeLine.Begins(64, 128),
                new NodeLine.Progress(1, 2, 3, new AskCounts(4, 5, 6, 7, 8)),
                new NodeLine.Served(9),
                new NodeLine.Done(),
                new NodeLine.Note("payment 7 ended as Conflict"),
                new NodeLine.Trouble("the port is taken"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldReadWhatItWrites(NodeLine line) {
        assertThat(NodeLine.parse(line.text())).contains(line);
    }

    @Test
    void shouldStayOneLine() {
        assertThat(new NodeLine.Note("one\ntwo\r\nthree").text()).isEqualTo("node: note one two three");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "up 127.0.0.1:1",
                "node: ",
                "node: what",
                "node: up",
                "node: shards 1",
                "node: members 3",
                "node: progress 1 2 3",
                "node: served x"
            })
    void shouldIgnoreOtherOutputAndLinesThatWereCut(String line) {
        assertThat(NodeLine.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe 12", "end-load", "leave"})
    void shouldReadOrders(String order) {
        assertThat(NodeOrder.parse(order)).get().extracting(NodeOrder::text).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "probe", "probe x", "leave now"})
    void shouldIgnoreOtherOrders(String order) {
        assertThat(NodeOrder.parse(order)).isEmpty();
    }
}
