package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccountShardsTest {
    @Test
    void shouldSpreadAccountsOverAllShards() {
        AccountShards shards = new AccountShards(100);
        Set<String> used = new TreeSet<>();
        for (int account = 0; account < 10_000; account++) {
            used.add(shards.shardId(Integer.toString(account)));
        }
        assertThat(used).hasSize(100);
        assertThat(shards.shardId("17")).isEqualTo(new AccountShards(100).shardId("17"));
    }

    @Test
    void shouldRefuseNoShards() {
        assertThatThrownBy(() -> new AccountShards(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger-actors.account.shards");
    }
}
