package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests the parts around the fields, by a message that gets a second number in version 2. */
class MessageSerializerTest {
    record Greeting(int number, int added, @Nullable ActorRef<String> replyTo) {}

    private static final MessageFormat<Greeting> FORMAT = new MessageFormat<>(
            "greeting",
            Greeting.class,
            Greeting::replyTo,
            (greeting, fields) -> {
                fields.putInt(greeting.number());
                if (fields.version() >= 2) {
                    fields.putInt(greeting.added());
                }
            },
            (fields, asker) -> new Greeting(fields.getInt(), 0, asker == null ? null : asker.unsafeUpcast()),
            (asker, fields, why) -> asker.<String>unsafeUpcast().tell(fields.getInt() + ": " + why));

    private static final class Greetings extends MessageSerializer {
        Greetings(ExtendedActorSystem system, int newest, int writeVersion) {
            super(system, 77_777, List.of(FORMAT), newest, writeVersion);
        }

        @Override
        protected @Nullable Object inPlaceOf(String name, String why) {
            return name.equals("greeting") ? "ignored: " + why : null;
        }
    }

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ExtendedActorSystem SYSTEM = (ExtendedActorSystem) Adapter.toClassic(KIT.system());

    private final Greetings serializer = new Greetings(SYSTEM, 1, 1);
    private final TestProbe<String> asker = KIT.createTestProbe();
    private final Greeting greeting = new Greeting(7, 0, asker.getRef());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldReadWhatItWrote() throws Exception {
        assertThat(serializer.manifest(greeting)).isEqualTo("greeting/1");
        assertThat(serializer.fromBinary(serializer.toBinary(greeting), "greeting/1"))
                .isEqualTo(greeting);
        Greeting alone = new Greeting(1, 0, null);
        assertThat(serializer.fromBinary(serializer.toBinary(alone), "greeting/1"))
                .isEqualTo(alone);
    }

    @Test
    void shouldReadAMessageThatHasAContext() throws Exception {
        byte[] plain = serializer.toBinary(greeting);
        byte[] context = "any pairs of texts".getBytes(StandardCharsets.UTF_8);
        ByteBuffer traced = Bytes.allocate(plain.length + context.length);
        traced.position(Integer.BYTES);
        traced.putInt(context.length).put(context).put(plain, 8, plain.length - 8);
        assertThat(serializer.fromBinary(MessageBytes.withChecksum(traced.array()), "greeting/1"))
                .isEqualTo(greeting);
    }

    @Test
    void shouldWriteTheOldVersionUntilToldToWriteTheNewOne() throws Exception {
        Greetings updated = new Greetings(SYSTEM, 2, 1);
        assertThat(updated.manifest(greeting)).isEqualTo("greeting/1");
        assertThat(serializer.fromBinary(updated.toBinary(greeting), "greeting/1"))
                .isEqualTo(greeting);

        Greetings writing = new Greetings(SYSTEM, 2, 2);
        assertThat(writing.manifest(greeting)).isEqualTo("greeting/2");
        assertThat(updated.fromBinary(writing.toBinary(greeting), "greeting/2")).isEqualTo(greeting);
    }

    @Test
    void shouldSkipAddedFieldsOfTheSameVersion() throws Exception {
        byte[] longer = new Greetings(SYSTEM, 2, 2).toBinary(greeting);
        assertThat(serializer.fromBinary(longer, "greeting/1")).isEqualTo(greeting);
    }

    @Test
    void shouldTellTheAskerOfAnUnknownVersionWhatToDo() throws Exception {
        byte[] newer = new Greetings(SYSTEM, 2, 2).toBinary(greeting);
        assertThat(serializer.fromBinary(newer, "greeting/2")).asString().startsWith("ignored");
        assertThat(asker.receiveMessage())
                .startsWith("7: ")
                .contains("greeting/2", "reads only version 1", "ledger-actors.serializer.write-version = 1");
    }

    @Test
    void shouldRejectEveryFlippedBitWithoutAnAnswer() throws Exception {
        byte[] bytes = serializer.toBinary(greeting);
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(serializer.fromBinary(flipped, "greeting/1")).asString().contains("checksum");
        }
        asker.expectNoMessage(Duration.ZERO);
    }

    @Test
    void shouldRejectEveryShorterMessage() throws Exception {
        byte[] bytes = serializer.toBinary(greeting);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThat(serializer.fromBinary(cut, "greeting/1")).asString().startsWith("ignored");
        }
    }

    @Test
    void shouldRejectUnknownManifestsWithWords() {
        byte[] bytes = serializer.toBinary(greeting);
        assertThatThrownBy(() -> serializer.fromBinary(bytes, "farewell/1"))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("farewell/1")
                .hasMessageContaining("does not know");
        assertThat(MessageBytes.read(serializer, bytes, "greeting")).asString().contains("no version");
        assertThat(MessageBytes.read(serializer, bytes, "greeting/0"))
                .asString()
                .contains("version 0");
    }

    @Test
    void shouldRejectAnImpossibleFieldOfAWholeMessage() throws Exception {
        byte[] bytes = serializer.toBinary(greeting);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, 3);
        assertThat(serializer.fromBinary(MessageBytes.withChecksum(bytes), "greeting/1"))
                .asString()
                .contains("too early");
    }

    @Test
    void shouldRefuseAVersionThatCannotBeWritten() {
        assertThat(writeVersion(1, 1)).isOne();
        assertThat(writeVersion(1, 2)).isOne();
        assertThatThrownBy(() -> writeVersion(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger-actors.serializer.write-version must be 1, but is 2");
        assertThatThrownBy(() -> writeVersion(0, 3)).hasMessageContaining("1 to 3");
    }

    private static int writeVersion(int configured, int newest) {
        return MessageSerializer.writeVersion(
                ConfigFactory.parseString("ledger-actors.serializer.write-version = " + configured), newest);
    }

    @Test
    void shouldLogOneLineAMinute() {
        AtomicLong now = new AtomicLong(5);
        RejectedMessages rejected = new RejectedMessages(now::get);
        assertThat(rejected.rejected("greeting/2", "first")).isTrue();
        assertThat(rejected.rejected("greeting/2", "second")).isFalse();
        now.addAndGet(RejectedMessages.PERIOD - 1);
        assertThat(rejected.rejected("greeting/2", "third")).isFalse();
        now.incrementAndGet();
        assertThat(rejected.rejected("greeting/2", "fourth")).isTrue();
    }
}
