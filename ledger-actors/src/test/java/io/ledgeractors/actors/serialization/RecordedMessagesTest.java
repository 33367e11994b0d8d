package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerReply;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tests that the recording has a line of everything that is sent to other nodes, so that a change of its bytes is seen.
 * {@link MessageBytes#line} makes the lines that are missing.
 */
class RecordedMessagesTest {
    private static final ActorTestKit KIT = ActorTestKit.create("recorded");

    private final Map<String, MessageSerializer> serializers = new HashMap<>();

    RecordedMessagesTest() {
        CollectionConverters.asJava(SerializationExtension.get(Adapter.toClassic(KIT.system()))
                        .serializerByIdentity())
                .values()
                .forEach(serializer -> {
                    if (serializer instanceof MessageSerializer ours) {
                        ours.names().forEach(name -> serializers.put(name, ours));
                    }
                });
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static String name(MessageBytes.Recorded recorded) {
        return recorded.manifest().substring(0, recorded.manifest().indexOf('/'));
    }

    private Object read(MessageBytes.Recorded recorded) {
        return MessageBytes.read(serializers.get(name(recorded)), recorded.bytes(), recorded.manifest());
    }

    @Test
    void shouldHaveALineOfEveryMessage() {
        assertThat(MessageBytes.recorded("").stream()
                        .map(RecordedMessagesTest::name)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(serializers.keySet());
    }

    @Test
    void shouldHaveALineOfEveryCaseWithinAMessage() {
        Map<Class<?>, Set<Class<?>>> found = new HashMap<>();
        for (MessageBytes.Recorded recorded : MessageBytes.recorded("")) {
            Object message = read(recorded);
            Set<Class<?>> ofMessage = found.computeIfAbsent(message.getClass(), type -> new HashSet<>());
            parts(message).forEach(part -> ofMessage.add(part.getClass()));
        }
        Set<String> missing = new TreeSet<>();
        found.forEach((type, recorded) -> cases(type, new HashSet<>())
                .filter(one -> !recorded.contains(one))
                .forEach(one -> missing.add(type.getName() + ": " + one.getName())));
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldHaveALineOfEveryReason() {
        Set<Object> constants = MessageBytes.recorded("").stream()
                .flatMap(recorded -> parts(read(recorded)))
                .filter(part -> part instanceof Enum<?>)
                .collect(Collectors.toSet());
        Set<Object> all = constants.stream()
                .flatMap(constant ->
                        Arrays.stream(((Enum<?>) constant).getDeclaringClass().getEnumConstants()))
                .collect(Collectors.toSet());
        assertThat(constants).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Returns an object and all that it holds. Results of the ledger have bytes of their own, which it records. */
    private static Stream<Object> parts(Object whole) {
        Stream<Object> inner = Stream.of();
        if (whole instanceof LedgerReply<?> reply) {
            inner = Stream.of(reply.outcome());
        } else if (whole instanceof Record && !(whole instanceof LedgerReply.Results<?>)) {
            inner = Arrays.stream(whole.getClass().getRecordComponents())
                    .map(component -> value(component, whole))
                    .filter(value -> value != null);
        }
        return Stream.concat(Stream.of(whole), inner.flatMap(RecordedMessagesTest::parts));
    }

    private static Object value(RecordComponent component, Object whole) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(whole);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Returns the enums and the classes of our sealed types that a message can hold. Some types of the JDK are sealed,
     * too, such as byte buffers from JDK 19 on, but their classes are no cases of a message.
     */
    private static Stream<Class<?>> cases(Class<?> type, Set<Class<?>> known) {
        if (!type.getName().startsWith("io.ledgeractors.") || !known.add(type)) {
            return Stream.of();
        }
        if (LedgerReply.class.isAssignableFrom(type)) {
            return cases(LedgerReply.Outcome.class, known);
        }
        if (type.isSealed()) {
            List<Class<?>> permitted = List.of(type.getPermittedSubclasses());
            return permitted.stream()
                    .flatMap(one -> Stream.concat(one.isSealed() ? Stream.of() : Stream.of(one), cases(one, known)));
        }
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).flatMap(component -> cases(component.getType(), known));
        }
        return type.isEnum() ? Stream.of(type) : Stream.of();
    }
}
