package io.ledgeractors.actors.account;

import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/** Which shard an account falls to: by the hash of its entity's name, as Pekko does, without a new name for each command. */
final class AccountShards
        extends ShardingMessageExtractor<ShardingEnvelope<AccountEntity.Command>, AccountEntity.Command> {
    /** How many there may be, for messages. */
    static final String RANGE = "1 to 10000";

    private static final int SHARDS_MAX = 10_000;

    private final String[] names;

    /**
     * So many shards.
     *
     * @throws IllegalArgumentException if there are none or more than 10,000
     */
    AccountShards(int shards) {
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new IllegalArgumentException("ledger-actors.account.shards must be " + RANGE + ", but is " + shards);
        }
        names = IntStream.range(0, shards).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @Override
    public String entityId(ShardingEnvelope<AccountEntity.Command> envelope) {
        return envelope.entityId();
    }

    @Override
    public String shardId(String entityId) {
        return names[Math.floorMod(entityId.hashCode(), names.length)];
    }

    @Override
    public AccountEntity.Command unwrapMessage(ShardingEnvelope<AccountEntity.Command> envelope) {
        return envelope.message();
    }
}
