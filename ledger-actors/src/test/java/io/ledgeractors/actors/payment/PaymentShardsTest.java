package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentShardsTest {
    private final PaymentShards shards = new PaymentShards(12);

    @Test
    void shouldHaveAsManyShardsOfPekkoAsShards() {
        assertThat(shards.names()).hasSize(12).allMatch(shards::isShard);
        assertThat(shards.names().stream().map(shards::shardId).distinct()).hasSize(12);
    }

    @Test
    void shouldMakeNoShardsOfPekkoForOtherNames() {
        for (String name : List.of("", "12", "-1", "01", "one")) {
            assertThat(shards.isShard(name)).as(name).isFalse();
            assertThat(shards.names()).contains(shards.shardId(name));
        }
    }
}
