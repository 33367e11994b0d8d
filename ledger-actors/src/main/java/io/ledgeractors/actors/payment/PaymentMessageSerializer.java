package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.cluster.ClusterGuard;
import io.ledgeractors.actors.cluster.RefusingSerializer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Refuses commands for a payment whose shard is on another node; see {@link RefusingSerializer}.
 * Thread-safe.
 */
@InternalApi
public final class PaymentMessageSerializer extends RefusingSerializer {
    private static final int IDENTIFIER = 1_816_303;

    /** Creates the serializer; Pekko calls this. */
    public PaymentMessageSerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER);
    }

    static void requireNoOther(ActorSystem<?> system) {
        requireNoOther(system, PaymentMessageSerializer.class, PaymentShardActor.Message.class);
    }

    @Override
    protected void refuse(Object message, ActorSystem<?> typed) {
        if (message instanceof PaymentShardActor.Routed routed) {
            PaymentReplies.refuse(routed.id(), routed.command(), ClusterGuard.refusalElsewhere(typed));
        }
    }
}
