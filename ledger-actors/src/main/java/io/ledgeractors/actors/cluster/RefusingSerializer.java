package io.ledgeractors.actors.cluster;

import java.util.Arrays;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * INTERNAL API. Takes the place of a serializer of commands, which does not exist yet. Pekko calls it only when a
 * command is about to leave this JVM. It answers the asker that the command is refused, and throws, so that nothing is
 * sent. Without it the command would be lost with only a line in the sender's log. Thread-safe.
 */
@InternalApi
public abstract class RefusingSerializer extends SerializerWithStringManifest {
    private final ExtendedActorSystem system;
    private final int identifier;

    /**
     * Creates a serializer.
     *
     * @param identifier a number that no other serializer has
     */
    protected RefusingSerializer(ExtendedActorSystem system, int identifier) {
        this.system = system;
        this.identifier = identifier;
    }

    /** Answers the asker of a command, if there is one, that it was not executed. */
    protected abstract void refuse(Object command, ActorSystem<?> typed);

    @Override
    public int identifier() {
        return identifier;
    }

    @Override
    public String manifest(Object command) {
        return "";
    }

    @Override
    public byte[] toBinary(Object command) {
        refuse(command, Adapter.toTyped(system));
        throw new IllegalArgumentException(command.getClass().getName()
                + " cannot be sent to another node yet; its asker, if it has one, was told that it is refused");
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        throw new IllegalArgumentException("commands of Ledger Actors cannot be received from another node yet");
    }

    /**
     * Requires that the application has not bound commands to a serializer of its own. Such commands would reach
     * another node, but their answers would not have the guarantees that they have here.
     *
     * @throws IllegalStateException if it has; the message names the class and the serializer
     */
    protected static void requireNoOther(
            ActorSystem<?> system, Class<? extends RefusingSerializer> ours, Class<?> commands) {
        Serialization serialization = SerializationExtension.get(Adapter.toClassic(system));
        Class<?>[] permitted = commands.getPermittedSubclasses();
        if (permitted == null) {
            Serializer bound = serializer(serialization, commands);
            if (!ours.isInstance(bound)) {
                throw new IllegalStateException(commands.getName() + " is bound to the serializer "
                        + bound.getClass().getName()
                        + " by pekko.actor.serialization-bindings; remove that binding, because commands cannot be"
                        + " sent to other nodes yet");
            }
        } else {
            Arrays.stream(permitted).forEach(command -> requireNoOther(system, ours, command));
        }
    }

    private static Serializer serializer(Serialization serialization, Class<?> command) {
        try {
            return serialization.serializerFor(command);
        } catch (Exception none) {
            throw new IllegalStateException(
                    command.getName()
                            + " has no serializer that refuses it; reference.conf of ledger-actors is missing",
                    none);
        }
    }
}
