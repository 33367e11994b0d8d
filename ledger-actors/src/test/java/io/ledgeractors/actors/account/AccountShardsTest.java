package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
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
    void shouldKnowTheNamesOfAccounts() {
        for (UInt128 id : List.of(UInt128.ZERO, UInt128.of(7), UInt128.of(10), UInt128.of(1, 0), UInt128.MAX)) {
            assertThat(AccountShards.account(id.toString())).isEqualTo(id);
        }
        String beyond = UInt128.MAX.toString().replace("455", "456");
        for (String name : List.of("", "00", "07", "-7", "7 ", "seven", "0x7", beyond, "1".repeat(100_000))) {
            assertThat(AccountShards.account(name)).as(name).isNull();
        }
    }

    @Test
    void shouldLetNothingThroughThatIsInNoEnvelope() {
        AccountShards shards = new AccountShards(100);
        AccountEntity.Command command = AccountEntity.Unreadable.INSTANCE;
        Object envelope = new ShardingEnvelope<>("7", command);
        assertThat(shards.entityId(envelope)).isEqualTo("7");
        assertThat(shards.unwrapMessage(envelope)).isSameAs(command);
        assertThat(shards.entityId("a text")).isNull();
        assertThat(shards.entityId(command)).isNull();
    }

    @Test
    void shouldRefuseNoShards() {
        assertThatThrownBy(() -> new AccountShards(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger-actors.account.shards");
    }
}
