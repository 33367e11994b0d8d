package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.cluster.EnvelopedMessages;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of the shards of payments. Each is an entity in a shard of its own, because there are few. Thread-safe.
 */
final class PaymentShards extends EnvelopedMessages<PaymentShardActor.Message> {
    private final List<String> names;
    private final Set<String> known;

    /** Creates the names of this many shards. */
    PaymentShards(int shards) {
        names = IntStream.range(0, shards).mapToObj(Integer::toString).toList();
        known = Set.copyOf(names);
    }

    List<String> names() {
        return names;
    }

    /** Returns true if there is a shard of this name. Any node can name others. */
    boolean isShard(String name) {
        return known.contains(name);
    }

    @Override
    public String shardId(String name) {
        return isShard(name) ? name : names.get(0);
    }
}
