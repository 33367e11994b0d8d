package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.codec.DecodedList;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.serialization.EnumCodes;
import io.ledgeractors.actors.serialization.FieldReader;
import io.ledgeractors.actors.serialization.FieldWriter;
import io.ledgeractors.actors.serialization.MessageFormat;
import io.ledgeractors.actors.serialization.MessageSerializer;
import io.ledgeractors.actors.serialization.UnreadableMessageException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Serializes the replies of the ledger to askers on other nodes. The asker of a reply that cannot be read
 * gets {@code Unknown} in its place. Thread-safe.
 */
@InternalApi
public final class LedgerReplySerializer extends MessageSerializer {
    private static final int IDENTIFIER = 1_816_304;

    private static final int RESULTS = 1;
    private static final int REFUSED = 2;
    private static final int UNKNOWN = 3;

    private static final Map<String, ReplyType<?, ?>> TYPES = Map.of(
            "reply.create-accounts", ReplyType.CREATE_ACCOUNTS,
            "reply.create-transfers", ReplyType.CREATE_TRANSFERS,
            "reply.lookup-accounts", ReplyType.LOOKUP_ACCOUNTS,
            "reply.lookup-transfers", ReplyType.LOOKUP_TRANSFERS,
            "reply.get-account-transfers", ReplyType.GET_ACCOUNT_TRANSFERS,
            "reply.get-account-balances", ReplyType.GET_ACCOUNT_BALANCES,
            "reply.query-accounts", ReplyType.QUERY_ACCOUNTS,
            "reply.query-transfers", ReplyType.QUERY_TRANSFERS,
            "reply.get-change-events", ReplyType.GET_CHANGE_EVENTS);

    private static final EnumCodes<Refusal> REASONS = new EnumCodes<>(Refusal.class, LedgerReplySerializer::code);

    private static final List<MessageFormat<?>> FORMATS = TYPES.entrySet().stream()
            .<MessageFormat<?>>map(named -> format(named.getKey(), named.getValue()))
            .toList();

    /** Creates the serializer; Pekko calls this. */
    public LedgerReplySerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, FORMATS);
    }

    @Override
    protected @Nullable Object inPlaceOf(String name, String why) {
        ReplyType<?, ?> type = TYPES.get(name);
        return type == null ? null : unknown(type, why);
    }

    private static <R, P> P unknown(ReplyType<R, P> type, String why) {
        return type.reply(new LedgerReply.Unknown<>(
                List.of(), "the reply came from another node and cannot be read here: " + why));
    }

    private static <R, P> MessageFormat<P> format(String name, ReplyType<R, P> type) {
        return MessageFormat.withoutAsker(
                name,
                type.replyClass(),
                (reply, fields) -> write(type, type.outcome(reply), fields),
                fields -> type.reply(read(type, fields)));
    }

    private static <R> void write(ReplyType<R, ?> type, LedgerReply.Outcome<R> outcome, FieldWriter fields) {
        if (outcome instanceof LedgerReply.Results<R> results) {
            fields.putByte(RESULTS)
                    .putLong(results.timestamp())
                    .putInt(type.operation().resultSize());
            fields.putBytes(type.encode(results.results()));
        } else if (outcome instanceof LedgerReply.Refused<R> refused) {
            fields.putByte(REFUSED);
            REASONS.write(refused.reason(), fields);
            fields.putExplanation(refused.message());
        } else {
            LedgerReply.Unknown<R> unknown = (LedgerReply.Unknown<R>) outcome;
            fields.putByte(UNKNOWN).putExplanation(unknown.message()).putU128s(unknown.ids());
        }
    }

    private static <R> LedgerReply.Outcome<R> read(ReplyType<R, ?> type, FieldReader fields)
            throws UnreadableMessageException {
        int kind = fields.getByte();
        return switch (kind) {
            case RESULTS -> results(type, fields);
            case REFUSED -> new LedgerReply.Refused<>(REASONS.read(fields), fields.getText());
            case UNKNOWN -> unknown(fields);
            default -> throw new UnreadableMessageException("its kind is " + kind);
        };
    }

    private static <R> LedgerReply.Outcome<R> results(ReplyType<R, ?> type, FieldReader fields)
            throws UnreadableMessageException {
        long timestamp = fields.getLong();
        int size = fields.getInt();
        ByteBuffer bytes = fields.getBytes();
        int known = type.operation().resultSize();
        if (size < known || bytes.limit() % size != 0) {
            throw new UnreadableMessageException(
                    "its results of " + size + " bytes each fill " + bytes.limit() + " bytes");
        }
        List<R> results = new DecodedList<>(bytes, size, type.decoder());
        // A result that this release does not know shows up here, and not when the asker reads it.
        results.forEach(Objects::requireNonNull);
        return new LedgerReply.Results<>(results, timestamp);
    }

    private static <R> LedgerReply.Outcome<R> unknown(FieldReader fields) throws UnreadableMessageException {
        String message = fields.getText();
        return new LedgerReply.Unknown<>(fields.getU128s(), message);
    }

    // The codes are part of the format and never change.
    private static int code(Refusal reason) {
        return switch (reason) {
            case OVERLOADED -> 1;
            case TOO_MUCH_DATA -> 2;
            case INVALID -> 3;
            case TIMED_OUT -> 4;
            case DENIED -> 5;
            case CLOSED -> 6;
            case UNAVAILABLE -> 7;
            case FAILED -> 8;
        };
    }
}
