package io.ledgeractors.actors.internal.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.internal.gateway.message.GatewayPeerMessage;
import io.ledgeractors.model.UInt128;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherGatewaysTest {
    private final AtomicLong numbers = new AtomicLong();
    private final OtherGateways<String> others = new OtherGateways<>();

    private void known(String... names) {
        others.known(Set.of(names), () -> UInt128.of(numbers.incrementAndGet()));
    }

    private static GatewayPeerMessage.Statement statement(long number) {
        return new GatewayPeerMessage.Statement(UInt128.of(number), "books", Map.of());
    }

    @Test
    void shouldAskEachGatewayUntilItAnswers() {
        known("a");
        known("a", "b");
        assertThat(others.unanswered()).containsOnly(Map.entry("a", UInt128.of(1)), Map.entry("b", UInt128.of(2)));
        assertThat(others.answered(statement(1))).isEqualTo("a");
        assertThat(others.unanswered()).containsOnlyKeys("b");
        known("a", "b");
        assertThat(others.unanswered()).containsOnlyKeys("b");
    }

    @Test
    void shouldTakeOneStatementOfEachGatewayThatWasAsked() {
        known("a", "b");
        assertThat(others.answered(statement(3))).isNull();
        assertThat(others.answered(statement(2))).isNotNull();
        assertThat(others.answered(statement(2))).isNull();
    }

    @Test
    void shouldForgetGatewaysThatAreGone() {
        known("a");
        known();
        assertThat(others.unanswered()).isEmpty();
        assertThat(others.answered(statement(1))).isNull();
        known("a");
        assertThat(others.unanswered()).containsOnly(Map.entry("a", UInt128.of(2)));
    }

    @Test
    void shouldNameTheSettingsThatDiffer() {
        Map<String, Long> one = Map.of("same", 1L, "other", 2L, "here", 3L);
        Map<String, Long> other = Map.of("same", 1L, "other", 3L, "there", 3L);
        assertThat(OtherGateways.differences(one, other)).containsExactly("here", "other", "there");
        assertThat(OtherGateways.differences(one, one)).isEmpty();
        assertThat(OtherGateways.list(OtherGateways.differences(one, other))).isEqualTo("here, other, there");
        TreeSet<String> many =
                IntStream.range(10, 30).mapToObj(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
        assertThat(OtherGateways.list(many)).isEqualTo("10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 10 more");
    }
}
