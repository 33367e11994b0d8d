package io.ledgeractors.actors.serialization;

import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. The format of the messages of one class.
 *
 * @param name of the messages, the part of their manifest before the version; never changes
 * @param type by which the serializer finds the format; the class of the messages unless it tells them apart otherwise
 * @param asker returns the actor that a message asks to answer, null if there is none
 * @param writer writes the fields other than the asker
 * @param reader makes a message from its asker and its fields
 * @param refuser tells the asker of a message that cannot be read that it was not executed
 * @param <M> the messages
 */
@InternalApi
public record MessageFormat<M>(
        String name,
        Class<?> type,
        Function<M, @Nullable ActorRef<?>> asker,
        Writer<M> writer,
        Reader<M> reader,
        Refuser refuser) {
    /**
     * Writes the fields of a message.
     *
     * @param <M> the messages
     */
    @FunctionalInterface
    public interface Writer<M> {
        /** Writes the fields that the writer's version has. */
        void write(M message, FieldWriter fields);
    }

    /**
     * Makes a message.
     *
     * @param <M> the messages
     */
    @FunctionalInterface
    public interface Reader<M> {
        /**
         * Reads the fields.
         *
         * @throws UnreadableMessageException if the fields are no message
         * @throws IllegalArgumentException if a field has an impossible value
         */
        M read(FieldReader fields, @Nullable ActorRef<?> asker) throws UnreadableMessageException;
    }

    /** Answers the asker of a message that cannot be read. */
    @FunctionalInterface
    public interface Refuser {
        /**
         * Answers the asker.
         *
         * @param fields of the message, in a version that may be unknown
         * @param why the message cannot be read, for people
         * @throws UnreadableMessageException if the fields lack what the answer must name
         */
        void refuse(ActorRef<?> asker, FieldReader fields, String why) throws UnreadableMessageException;
    }

    /**
     * Returns the asker of a message that must have one.
     *
     * @param <R> the replies that it gets
     * @throws UnreadableMessageException if there is none
     */
    public static <R> ActorRef<R> requireAsker(@Nullable ActorRef<?> asker) throws UnreadableMessageException {
        if (asker == null) {
            throw new UnreadableMessageException("it has no replyTo");
        }
        return asker.unsafeUpcast();
    }

    /** Returns the format of messages without an asker. */
    public static <M> MessageFormat<M> withoutAsker(String name, Class<M> type, Writer<M> writer, Plain<M> reader) {
        return new MessageFormat<>(
                name,
                type,
                message -> null,
                writer,
                (fields, asker) -> reader.read(fields),
                (asker, fields, why) -> {});
    }

    /**
     * Makes a message that has no asker.
     *
     * @param <M> the messages
     */
    @FunctionalInterface
    public interface Plain<M> {
        /**
         * Reads the fields.
         *
         * @throws UnreadableMessageException if the fields are no message
         * @throws IllegalArgumentException if a field has an impossible value
         */
        M read(FieldReader fields) throws UnreadableMessageException;
    }
}
