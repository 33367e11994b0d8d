package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class AskerNodesTest {
    private final AskerNodes nodes = new AskerNodes(AskerNodesTest::isMember);

    private static Address node(String host, int port) {
        return new Address("pekko", "shop", host, port);
    }

    private static boolean isMember(Address address) {
        return address.getHost().orElseThrow().equals("member");
    }

    @Test
    void shouldAnswerEveryMemberAndFewOthers() {
        for (int port = 1; port <= AskerNodes.STRANGERS_MAX; port++) {
            assertThat(nodes.admits(node("stranger", port))).isTrue();
        }
        for (int port = 1; port <= 1_000; port++) {
            assertThat(nodes.admits(node("another", port))).isFalse();
            assertThat(nodes.admits(node("member", port))).isTrue();
        }
    }

    @Test
    void shouldGoOnToAnswerTheSameNodes() {
        for (int i = 0; i < 2 * AskerNodes.STRANGERS_MAX; i++) {
            assertThat(nodes.admits(node("stranger", 1))).isTrue();
        }
        assertThat(nodes.admits(node("stranger", 2))).isTrue();
    }

    @Test
    void shouldAnswerActorsOfThisNode() {
        for (int i = 0; i < 2 * AskerNodes.STRANGERS_MAX; i++) {
            assertThat(nodes.admits(new Address("pekko", "shop" + i))).isTrue();
        }
        assertThat(nodes.admits(node("stranger", 1))).isTrue();
    }
}
