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
 * INTERNAL API. Stands where the serializer of commands will be. Pekko asks it for bytes only when a command is about
 * to leave this JVM; it answers the asker that the command is refused, and gives no bytes, so that nothing is sent.
 * Without it the command would vanish with a line in the log of the sender. Thread-safe.
 */
@InternalApi
public abstract class RefusingSerializer extends SerializerWithStringManifest {
    private final ExtendedActorSystem system;
    private final int identifier;

    /** Of a system, with a number that no other serializer has. */
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
     * Refuses to start if the application has bound commands to a serializer of its own. They would reach another node,
     * but the answers would not be what they are here.
     *
     * @throws IllegalStateException naming the class and the serializer
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
                        + " by pekko.actor.serialization-bindings; remove that binding: commands cannot be sent to"
                        + " other nodes yet");
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
