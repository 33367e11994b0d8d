package io.ledgeractors.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeProtocolTest {
    @Test
    void shouldReadBackItsRequestsAndReplies() {
        List<NodeRequest> requests = List.of(
                new NodeRequest.Prepare(2), new NodeRequest.Accounts(), new NodeRequest.Turn("remote-ask", 64, 2_000));
        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(NodeRequest.parse(request.line())).isEqualTo(request));
        List<NodeReply> replies = List.of(
                new NodeReply.Ready(""),
                new NodeReply.Ready("pekko://benchmarks@127.0.0.1:17355"),
                new NodeReply.Accounts(new TreeSet<>()),
                new NodeReply.Accounts(new TreeSet<>(List.of(7L, 1_000L))),
                new NodeReply.Done(new TurnResult(1, 2, 3)),
                new NodeReply.Failed("a shard has no home"));
        assertThat(replies)
                .allSatisfy(reply -> assertThat(NodeReply.parse(reply.line())).isEqualTo(reply));
    }

    @Test
    void shouldTellItsRepliesFromOtherOutput() {
        assertThat(NodeReply.parse("a warning of the JVM")).isNull();
        assertThat(new NodeReply.Failed("one\ntwo").line()).doesNotContain("\n").endsWith("one; two");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        Stream.of("", "turn remote-ask 64", "prepare", "prepare two", "stop")
                .forEach(line -> assertThatThrownBy(() -> NodeRequest.parse(line))
                        .as(line)
                        .isInstanceOf(IllegalArgumentException.class));
        Stream.of("ready", "done 1 2", "done 0 0 0", "accounts 1,x", "stop now")
                .forEach(line -> assertThatThrownBy(() -> NodeReply.parse(NodeReply.MARK + line))
                        .as(line)
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
