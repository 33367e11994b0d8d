package io.ledgeractors.actors.serialization;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.port.Clock;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32C;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterActorRefProvider;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * INTERNAL API. Serializes messages between nodes in a compact binary format. The manifest is the name of the message
 * and the version of its format, such as {@code account.transfer/1}. The names are a closed set. Numbers are little
 * endian, and a text or a block is its length in bytes, 32 bits, and its content.
 *
 * <pre>
 *   checksum   CRC-32C of all that follows, 32 bits
 *   context    a block: a count of 32 bits, then that many pairs of texts; empty if there is no context
 *   asker      a text: the path of the actor that gets the answer; empty if there is none
 *   fields     a block: the fields of the message
 * </pre>
 *
 * <p>The first three parts never change, so that a node can refuse a message of a version that it does not know. A
 * later version may add fields at the end of a block, and earlier readers skip them. Nobody writes a context yet.
 *
 * <p>A rolling update has two steps. Nodes with the new release first write the old version ({@code
 * ledger-actors.serializer.write-version}). Once every node runs the new release, they write the new version.
 * Thread-safe.
 */
@InternalApi
public abstract class MessageSerializer extends SerializerWithStringManifest {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSerializer.class);

    /** The newest version of the format that this release writes and reads. Version 1 is the oldest. */
    static final int NEWEST_VERSION = 1;

    private static final String SECTION = "ledger-actors.serializer";

    private static final String WRITE_VERSION = "write-version";

    private static final int CHECKSUM_SIZE = Integer.BYTES;

    /** A format with the manifest of the version that is written. */
    private record Written(MessageFormat<?> format, String manifest) {}

    private final ExtendedActorSystem system;
    private final int identifier;
    private final int newest;
    private final int writeVersion;
    private final Map<String, MessageFormat<?>> byName = new HashMap<>();
    private final Map<Class<?>, Written> byType = new HashMap<>();
    private final TemporaryPaths temporaryPaths = new TemporaryPaths();
    private final AskerNodes askerNodes = new AskerNodes(this::isMember);
    // Known later than the serializer, because Pekko creates serializers before extensions.
    private volatile @Nullable ActorRefResolver resolver;
    private final RejectedMessages rejected = new RejectedMessages(Clock.system()::monotonicNanos);

    /**
     * Creates a serializer.
     *
     * @param identifier a number that no other serializer has; never changes
     * @param formats of all messages
     * @throws IllegalArgumentException if the configured version is unknown
     */
    protected MessageSerializer(ExtendedActorSystem system, int identifier, List<MessageFormat<?>> formats) {
        this(
                system,
                identifier,
                formats,
                NEWEST_VERSION,
                writeVersion(system.settings().config(), NEWEST_VERSION));
    }

    MessageSerializer(
            ExtendedActorSystem system, int identifier, List<MessageFormat<?>> formats, int newest, int writeVersion) {
        this.system = system;
        this.identifier = identifier;
        this.newest = newest;
        this.writeVersion = writeVersion;
        for (MessageFormat<?> format : formats) {
            byName.put(format.name(), format);
            byType.put(format.type(), new Written(format, format.name() + "/" + writeVersion));
        }
    }

    static int writeVersion(Config config, int newest) {
        ConfigSection section = new ConfigSection(SECTION, config.getConfig(SECTION));
        String versions = newest == 1 ? "1" : "1 to " + newest;
        int version = section.number(WRITE_VERSION, versions);
        if (version < 1 || version > newest) {
            throw new IllegalArgumentException(SECTION + "." + WRITE_VERSION + " must be " + versions + ", but is "
                    + version + "; a version that this release does not know cannot be written");
        }
        return version;
    }

    /**
     * Returns the message that its receiver gets in place of one that cannot be read; null to let Pekko drop it and log
     * a line.
     *
     * @param name of the message
     * @param why it cannot be read
     */
    protected abstract @Nullable Object inPlaceOf(String name, String why);

    /** Returns the names of all messages that it can write. */
    final Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    @Override
    public final int identifier() {
        return identifier;
    }

    /** Returns the type by which the format of a message is found. */
    protected Class<?> typeOf(Object message) {
        return message.getClass();
    }

    @Override
    public final String manifest(Object message) {
        return written(message).manifest();
    }

    @Override
    public final byte[] toBinary(Object message) {
        return write(written(message).format(), message);
    }

    private Written written(Object message) {
        Written written = byType.get(typeOf(message));
        if (written == null) {
            throw new IllegalArgumentException(message.getClass().getName() + " is not sent to other nodes");
        }
        return written;
    }

    // The type by which the format was found tells that it is one of messages like this.
    @SuppressWarnings("unchecked")
    private <M> byte[] write(MessageFormat<M> format, Object object) {
        M message = (M) object;
        FieldWriter writer = new FieldWriter(writeVersion).putInt(0);
        writer.closeBlock(writer.openBlock());
        ActorRef<?> asker = format.asker().apply(message);
        writer.putText(asker == null ? "" : resolver().toSerializationFormat(asker));
        int fields = writer.openBlock();
        format.writer().write(message, writer);
        writer.closeBlock(fields);
        byte[] bytes = writer.bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(checksum(bytes));
        return bytes;
    }

    @Override
    public final Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        int slash = manifest.indexOf('/');
        String name = slash < 0 ? manifest : manifest.substring(0, slash);
        MessageFormat<?> format = byName.get(name);
        ActorRef<?> asker = null;
        ByteBuffer fields = ByteBuffer.allocate(0);
        String why;
        try {
            if (format == null) {
                throw new UnreadableMessageException("this release does not know such a message");
            }
            FieldReader reader = new FieldReader(checked(bytes));
            reader.getBlock();
            asker = asker(reader);
            fields = reader.getBytes();
            requireKnownVersion(manifest.substring(slash + 1));
            return format.reader().read(new FieldReader(fields), asker);
        } catch (UnreadableMessageException | RuntimeException wrong) {
            why = String.valueOf(wrong.getMessage());
        }
        rejected.rejected(manifest, why);
        if (format != null && asker != null) {
            refuse(format, asker, fields, "the node that got the message [" + manifest + "] cannot read it: " + why);
        }
        Object substitute = inPlaceOf(name, why);
        if (substitute == null) {
            throw new UnreadableMessageException("a message [" + manifest + "] cannot be read: " + why);
        }
        return substitute;
    }

    private static void refuse(MessageFormat<?> format, ActorRef<?> asker, ByteBuffer fields, String why) {
        try {
            format.refuser().refuse(asker, new FieldReader(fields), why);
        } catch (UnreadableMessageException | RuntimeException unanswerable) {
            LOG.debug("the asker of a message that cannot be read gets no answer", unanswerable);
        }
    }

    private static ByteBuffer checked(byte[] bytes) throws UnreadableMessageException {
        if (bytes.length < CHECKSUM_SIZE) {
            throw new UnreadableMessageException("its bytes end too early");
        }
        if (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() != checksum(bytes)) {
            throw new UnreadableMessageException("its checksum is wrong, so its bytes were changed on the way");
        }
        return ByteBuffer.wrap(bytes, CHECKSUM_SIZE, bytes.length - CHECKSUM_SIZE);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, CHECKSUM_SIZE, bytes.length - CHECKSUM_SIZE);
        return (int) crc.getValue();
    }

    private @Nullable ActorRef<?> asker(FieldReader reader) throws UnreadableMessageException {
        String path = reader.getText();
        if (path.isEmpty()) {
            return null;
        }
        ActorPath temporary = temporaryPaths.parse(path);
        ActorRef<?> asker = temporary == null
                ? resolver().resolveActorRef(path)
                : Adapter.toTyped(system.provider().resolveActorRef(temporary));
        if (!askerNodes.admits(asker.path().address())) {
            throw new UnreadableMessageException("its asker is on a node that is not a member of the cluster");
        }
        return asker;
    }

    private boolean isMember(Address address) {
        return system.provider() instanceof ClusterActorRefProvider
                && StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                        .anyMatch(member -> member.address().equals(address));
    }

    private void requireKnownVersion(String version) throws UnreadableMessageException {
        int number;
        try {
            number = Integer.parseInt(version);
        } catch (NumberFormatException none) {
            throw new UnreadableMessageException("its manifest has no version");
        }
        if (number < 1 || number > newest) {
            throw new UnreadableMessageException("it is in version " + number + " of the format, and this node reads "
                    + (newest == 1 ? "only version 1" : "versions 1 to " + newest) + "; set " + SECTION + "."
                    + WRITE_VERSION + " = " + newest + " on the nodes of the newer release until this node is updated");
        }
    }

    private ActorRefResolver resolver() {
        ActorRefResolver known = resolver;
        if (known == null) {
            ActorSystem<?> typed = Adapter.toTyped(system);
            known = ActorRefResolver.get(typed);
            resolver = known;
        }
        return known;
    }

    /**
     * Requires that the application has not bound messages to a serializer of its own, which would not give the
     * guarantees of this one.
     *
     * @throws IllegalStateException if it has; the message names the class and the serializer
     */
    protected static void requireBound(
            ActorSystem<?> system, Class<? extends MessageSerializer> ours, Class<?> messages) {
        Serialization serialization = SerializationExtension.get(Adapter.toClassic(system));
        Class<?>[] permitted = messages.getPermittedSubclasses();
        if (permitted != null) {
            Arrays.stream(permitted).forEach(message -> requireBound(system, ours, message));
            return;
        }
        try {
            Object bound = serialization.serializerFor(messages);
            if (!ours.isInstance(bound)) {
                throw new IllegalStateException(messages.getName() + " is bound to the serializer "
                        + bound.getClass().getName()
                        + " by pekko.actor.serialization-bindings; remove that binding, because only "
                        + ours.getSimpleName() + " reads and refuses messages as other nodes expect it");
            }
        } catch (NotSerializableException none) {
            throw new IllegalStateException(
                    messages.getName() + " has no serializer; reference.conf of ledger-actors is missing", none);
        }
    }
}
