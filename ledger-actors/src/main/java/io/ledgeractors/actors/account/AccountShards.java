package io.ledgeractors.actors.account;

import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/**
 * Finds the shard of an account by the hash of its entity's name, as Pekko does, without making a new name for each
 * command. Thread-safe.
 */
final class AccountShards
        extends ShardingMessageExtractor<ShardingEnvelope<AccountEntity.Command>, AccountEntity.Command> {
    /** The possible numbers of shards, for messages. */
    static final String RANGE = "1 to 10000";

    private static final int SHARDS_MAX = 10_000;

    private final String[] names;

    /**
     * Creates the extractor.
     *
     * @throws IllegalArgumentException if the number of shards is not 1 to 10,000
     */
    AccountShards(int shards) {
        requirePossible(shards);
        names = IntStream.range(0, shards).mapToObj(Integer::toString).toArray(String[]::new);
    }

    /**
     * Checks a number of shards.
     *
     * @throws IllegalArgumentException if the number is not 1 to 10,000
     */
    static void requirePossible(int shards) {
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new IllegalArgumentException("ledger-actors.account.shards must be " + RANGE + ", but is " + shards);
        }
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
