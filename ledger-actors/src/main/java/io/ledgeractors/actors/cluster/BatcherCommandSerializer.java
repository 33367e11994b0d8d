package io.ledgeractors.actors.cluster;

import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Refusal;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * INTERNAL API. Refuses commands that are sent to the batcher of another node. Pekko calls it only when a command is
 * about to leave this JVM. It answers the asker that the command is refused, and throws, so that nothing is sent.
 * Without it the command would be lost with only a line in the sender's log. Thread-safe.
 */
@InternalApi
public final class BatcherCommandSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 1_816_301;

    /** Creates the serializer; Pekko calls this. */
    public BatcherCommandSerializer(ExtendedActorSystem system) {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object command) {
        return "";
    }

    @Override
    public byte[] toBinary(Object command) {
        if (command instanceof EncodedAsk ask) {
            ask.refused(
                    Refusal.UNAVAILABLE,
                    "the batcher is that of another node, and commands stay on their node: use that of Ledger.get on"
                            + " this node; with ledger-actors.connection = gateway it needs no session");
        }
        throw new IllegalArgumentException(command.getClass().getName()
                + " cannot be sent to another node; its asker, if it has one, was told that it is refused");
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        throw new IllegalArgumentException("commands of a batcher cannot be received from another node");
    }
}
