package io.ledgeractors.examples.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {
    @Test
    void shouldReadWhatItWrites() {
        List<NodeAddress> nodes = List.of(new NodeAddress("127.0.0.1", 1), new NodeAddress("shop.example", 65_535));
        assertThat(NodeAddress.parseList(NodeAddress.list(nodes))).isEqualTo(nodes);
        assertThat(nodes.get(0).seed()).isEqualTo("pekko://ledger@127.0.0.1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":1", "host:0", "host:65536", "host:x", "host:-1", "::1:1", "a:1,"})
    void shouldRefuseOtherTexts(String text) {
        assertThatThrownBy(() -> NodeAddress.parseList(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
