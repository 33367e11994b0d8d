package io.ledgeractors.actors.cluster;

import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Refusal;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Refuses commands that are sent to the batcher of another node; see {@link RefusingSerializer}. */
@InternalApi
public final class BatcherCommandSerializer extends RefusingSerializer {
    private static final int IDENTIFIER = 1_816_301;

    /** Creates the serializer; Pekko calls this. */
    public BatcherCommandSerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER);
    }

    @Override
    protected void refuse(Object command, ActorSystem<?> typed) {
        if (command instanceof EncodedAsk ask) {
            ask.refused(
                    Refusal.UNAVAILABLE,
                    "the batcher is that of another node, and commands cannot be sent to other nodes yet: use that of"
                            + " Ledger.get on this node");
        }
    }
}
