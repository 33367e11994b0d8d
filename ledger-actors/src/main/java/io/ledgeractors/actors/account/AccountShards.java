package io.ledgeractors.actors.account;

import io.ledgeractors.actors.cluster.EnvelopedMessages;
import io.ledgeractors.model.UInt128;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shard of an account by the hash of its entity's name, as Pekko does, without making a new name for each
 * command. Thread-safe.
 */
final class AccountShards extends EnvelopedMessages<AccountEntity.Command> {
    /** The possible numbers of shards, for messages. */
    static final String RANGE = "1 to 10000";

    private static final int SHARDS_MAX = 10_000;

    private static final String GREATEST = UInt128.MAX.toString();

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

    /** Returns the account that an entity of this name has, null if none has it. */
    static @Nullable UInt128 account(String name) {
        if (name.length() > GREATEST.length()) {
            return null; // It takes long to read a long number.
        }
        try {
            UInt128 account = UInt128.parse(name);
            return account.toString().equals(name) ? account : null;
        } catch (IllegalArgumentException noNumber) {
            return null;
        }
    }

    @Override
    public String shardId(String entityId) {
        return names[Math.floorMod(entityId.hashCode(), names.length)];
    }
}
