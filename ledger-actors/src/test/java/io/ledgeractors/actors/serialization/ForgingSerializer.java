package io.ledgeractors.actors.serialization;

import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Takes the place of a serializer at a hostile node. It sends forged bytes as they are, and all else honestly. */
public final class ForgingSerializer extends SerializerWithStringManifest {
    private static final String HONEST = "forging.honest-serializer";

    private final SerializerWithStringManifest honest;

    /** Creates the serializer; Pekko calls this. */
    public ForgingSerializer(ExtendedActorSystem system) throws ReflectiveOperationException {
        honest = (SerializerWithStringManifest)
                Class.forName(system.settings().config().getString(HONEST))
                        .getConstructor(ExtendedActorSystem.class)
                        .newInstance(system);
    }

    /**
     * Returns the settings of a hostile node.
     *
     * @param name of the honest serializer in the configuration
     */
    public static String config(String name, Class<? extends MessageSerializer> honest) {
        return HONEST + " = \"" + honest.getName() + "\"\n"
                + "pekko.actor.serializers." + name + " = \"" + ForgingSerializer.class.getName() + "\"\n"
                + "pekko.actor.serialization-bindings { \"" + Forged.class.getName() + "\" = " + name + " }\n";
    }

    @Override
    public int identifier() {
        return honest.identifier();
    }

    @Override
    public String manifest(Object message) {
        return message instanceof Forged forged ? forged.manifest() : honest.manifest(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return message instanceof Forged forged ? forged.bytes() : honest.toBinary(message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return MessageBytes.read(honest, bytes, manifest);
    }
}
