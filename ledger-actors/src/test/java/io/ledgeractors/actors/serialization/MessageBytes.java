package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** The bytes of messages as Pekko makes and reads them, for the tests of serializers. */
public final class MessageBytes {
    private static final String RECORDED = "/serializer/version-1.txt";

    /** A message that was recorded: its manifest, its bytes and its text. */
    public record Recorded(String manifest, byte[] bytes, String text) {}

    private final Serialization serialization;

    /** Creates the helper for a system. */
    public MessageBytes(ActorSystem<?> system) {
        serialization = SerializationExtension.get(Adapter.toClassic(system));
    }

    /** Returns the serializer of a message. */
    public SerializerWithStringManifest serializer(Object message) {
        return (SerializerWithStringManifest) serialization.findSerializerFor(message);
    }

    /** Requires that a message is the same after its way to another node, and returns its bytes. */
    public byte[] requireSame(Object message) {
        SerializerWithStringManifest serializer = serializer(message);
        byte[] bytes = serializer.toBinary(message);
        assertThat(read(serializer, bytes, serializer.manifest(message))).isEqualTo(message);
        return bytes;
    }

    /** Reads a message. */
    public static Object read(SerializerWithStringManifest serializer, byte[] bytes, String manifest) {
        try {
            return serializer.fromBinary(bytes, manifest);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Requires that bytes which an attacker changed, and whose checksum is right all the same, are either a message or
     * rejected in the way that is meant for them.
     */
    public void requireThatNothingElseIsThrown(Object message, Random random, int times) {
        SerializerWithStringManifest serializer = serializer(message);
        String manifest = serializer.manifest(message);
        byte[] bytes = serializer.toBinary(message);
        for (int i = 0; i < times; i++) {
            byte[] changed = mutated(bytes, random);
            try {
                assertThat(serializer.fromBinary(changed, manifest)).isNotNull();
            } catch (IOException rejected) {
                assertThat(rejected).isInstanceOf(UnreadableMessageException.class);
            }
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed =
                java.util.Arrays.copyOf(bytes, Integer.BYTES + random.nextInt(bytes.length - Integer.BYTES + 4));
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips && changed.length > Integer.BYTES; i++) {
            changed[Integer.BYTES + random.nextInt(changed.length - Integer.BYTES)] ^= (byte) (1 << random.nextInt(8));
        }
        return withChecksum(changed);
    }

    /** Returns the same bytes with the checksum that belongs to them. */
    public static byte[] withChecksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue());
        return bytes;
    }

    /** Returns the recorded messages whose manifest begins like this. */
    public static List<Recorded> recorded(String prefix) {
        try (var in = MessageBytes.class.getResourceAsStream(RECORDED)) {
            List<Recorded> recorded = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix) && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(" ", 3);
                        recorded.add(new Recorded(parts[0], HexFormat.of().parseHex(parts[1]), parts[2]));
                    });
            assertThat(recorded).isNotEmpty();
            return recorded;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Requires that recorded messages are read as what they were, and are written as they were. */
    public static void requireAsRecorded(SerializerWithStringManifest serializer, String prefix) {
        for (Recorded recorded : recorded(prefix)) {
            Object message = read(serializer, recorded.bytes(), recorded.manifest());
            assertThat(message).hasToString(recorded.text());
            assertThat(serializer.manifest(message)).isEqualTo(recorded.manifest());
            assertThat(serializer.toBinary(message)).isEqualTo(recorded.bytes());
        }
    }

    /** Returns a message as a line of the recording. */
    public String line(Object message) {
        SerializerWithStringManifest serializer = serializer(message);
        return serializer.manifest(message) + " " + HexFormat.of().formatHex(serializer.toBinary(message)) + " "
                + message;
    }

    /** Returns a random number, often one at a border. */
    public static UInt128 number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> UInt128.MAX;
            case 1 -> UInt128.of(random.nextInt(100));
            default -> UInt128.of(random.nextLong(), random.nextLong());
        };
    }
}
