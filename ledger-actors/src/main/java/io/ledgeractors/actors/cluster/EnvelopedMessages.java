package io.ledgeractors.actors.cluster;

import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Finds the entity of a message in an envelope. Any node can send a region any message. Pekko logs and
 * drops one that is in no envelope; without this class it would restart the region with all its entities. Envelopes may
 * hold any message and name any entity, which the entities have to bear. Thread-safe.
 *
 * @param <M> the messages of the entities
 */
@InternalApi
public abstract class EnvelopedMessages<M> extends ShardingMessageExtractor<Object, M> {
    @Override
    public final @Nullable String entityId(Object message) {
        return message instanceof ShardingEnvelope<?> envelope ? envelope.entityId() : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final M unwrapMessage(Object message) {
        return ((ShardingEnvelope<M>) message).message();
    }
}
