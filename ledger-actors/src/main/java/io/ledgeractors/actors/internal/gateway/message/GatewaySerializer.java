package io.ledgeractors.actors.internal.gateway.message;

import io.ledgeractors.actors.serialization.EnumCodes;
import io.ledgeractors.actors.serialization.FieldReader;
import io.ledgeractors.actors.serialization.FieldWriter;
import io.ledgeractors.actors.serialization.MessageFormat;
import io.ledgeractors.actors.serialization.MessageSerializer;
import io.ledgeractors.actors.serialization.UnreadableMessageException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Serializes the messages between nodes and gateways, and between gateways. A node whose message a
 * gateway cannot read is told so. A reply that cannot be read is ignored, and the next pong shows that it is missing.
 * Thread-safe.
 */
@InternalApi
public final class GatewaySerializer extends MessageSerializer {
    private static final int IDENTIFIER = 1_816_306;

    // The codes are part of the format and never change.
    private static final int REPLY = 1;
    private static final int NOT_SENT = 2;
    private static final int NOT_EXECUTED = 3;
    private static final int NO_CAPACITY = 4;
    private static final int FORBIDDEN = 5;
    private static final int UNKNOWN = 6;

    /** The fewest bytes of a forbidden batch: its number and the length of its reason. */
    private static final int FORBIDDEN_SIZE_MIN = 2 * Integer.BYTES;

    /** The fewest bytes of a setting: the length of its key and its digest. */
    private static final int SETTING_SIZE_MIN = Integer.BYTES + Long.BYTES;

    private static final EnumCodes<GatewayReply.Progress> PROGRESS =
            new EnumCodes<>(GatewayReply.Progress.class, GatewaySerializer::code);

    /** Makes a message from its fields and the actor of the session. */
    private interface Reader<R> {
        R read(FieldReader fields, ActorRef<GatewayReply> replyTo) throws UnreadableMessageException;
    }

    private static final List<MessageFormat<?>> FORMATS = List.of(
            request(
                    "gateway.open",
                    GatewayRequest.Open.class,
                    (open, fields) -> writeOptional(open.secret(), fields.putInt(open.frameBodyMax())),
                    (fields, replyTo) -> new GatewayRequest.Open(fields.getInt(), readOptional(fields), replyTo),
                    (fields, why) -> {
                        fields.getInt();
                        return new GatewayReply.Closing(why, true, readOptional(fields));
                    }),
            request(
                    "gateway.submit",
                    GatewayRequest.Submit.class,
                    (submit, fields) -> {
                        fields.putLong(submit.number())
                                .putInt(submit.operation())
                                .putBytes(submit.body());
                        writeOptional(submit.secret(), submit.ticket(), fields);
                    },
                    GatewaySerializer::readSubmit,
                    (fields, why) -> {
                        long number = fields.getLong();
                        fields.getInt();
                        fields.getBytes();
                        return new GatewayReply.Answered(number, new Outcome.NoCapacity(why), readOptional(fields));
                    }),
            request(
                    "gateway.ping",
                    GatewayRequest.Ping.class,
                    (ping, fields) -> writeOptional(ping.secret(), fields.putLong(ping.number())),
                    (fields, replyTo) -> new GatewayRequest.Ping(fields.getLong(), readOptional(fields), replyTo),
                    (fields, why) -> {
                        fields.getLong();
                        return new GatewayReply.Closing(why, true, readOptional(fields));
                    }),
            request(
                    "gateway.close",
                    GatewayRequest.Close.class,
                    (close, fields) -> writeOptional(close.secret(), fields),
                    (fields, replyTo) -> new GatewayRequest.Close(readOptional(fields), replyTo),
                    (fields, why) -> new GatewayReply.Closing(why, true, readOptional(fields))),
            new MessageFormat<>(
                    "gateway-peer.inquiry",
                    GatewayPeerMessage.Inquiry.class,
                    GatewayPeerMessage.Inquiry::replyTo,
                    (inquiry, fields) -> fields.putU128(inquiry.number()),
                    (fields, asker) ->
                            new GatewayPeerMessage.Inquiry(fields.getU128(), MessageFormat.requireAsker(asker)),
                    // Gateways go on without an answer.
                    (asker, fields, why) -> {}),
            MessageFormat.withoutAsker(
                    "gateway-peer.statement",
                    GatewayPeerMessage.Statement.class,
                    GatewaySerializer::writeStatement,
                    GatewaySerializer::readStatement),
            MessageFormat.withoutAsker(
                    "gateway-reply.opened",
                    GatewayReply.SessionOpened.class,
                    GatewaySerializer::writeOpened,
                    GatewaySerializer::readOpened),
            MessageFormat.withoutAsker(
                    "gateway-reply.state-changed",
                    GatewayReply.StateChanged.class,
                    (changed, fields) -> {
                        SessionStateFormat.write(changed.behind(), fields);
                        writeOptional(changed.secret(), fields);
                    },
                    fields -> new GatewayReply.StateChanged(SessionStateFormat.read(fields), readOptional(fields))),
            MessageFormat.withoutAsker(
                    "gateway-reply.answered",
                    GatewayReply.Answered.class,
                    (answered, fields) -> {
                        fields.putLong(answered.number());
                        writeOutcome(answered.outcome(), fields);
                        writeOptional(answered.secret(), fields);
                    },
                    fields -> new GatewayReply.Answered(fields.getLong(), readOutcome(fields), readOptional(fields))),
            MessageFormat.withoutAsker(
                    "gateway-reply.pong",
                    GatewayReply.Pong.class,
                    (pong, fields) -> {
                        fields.putLong(pong.number());
                        PROGRESS.write(pong.progress(), fields);
                        writeOptional(pong.secret(), fields);
                    },
                    fields -> new GatewayReply.Pong(fields.getLong(), PROGRESS.read(fields), readOptional(fields))),
            MessageFormat.withoutAsker(
                    "gateway-reply.closing",
                    GatewayReply.Closing.class,
                    (closing, fields) -> writeOptional(
                            closing.secret(),
                            fields.putExplanation(closing.why()).putFlag(closing.isForgotten())),
                    fields -> new GatewayReply.Closing(fields.getText(), fields.getFlag(), readOptional(fields))));

    /** Makes the reply to a message that cannot be read. */
    private interface Refusal {
        GatewayReply of(FieldReader fields, String why) throws UnreadableMessageException;
    }

    /** Creates the serializer; Pekko calls this. */
    public GatewaySerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, FORMATS);
    }

    @Override
    protected @Nullable Object inPlaceOf(String name, String why) {
        return UnreadableGatewayMessage.INSTANCE;
    }

    private static <R extends GatewayRequest> MessageFormat<R> request(
            String name, Class<R> type, MessageFormat.Writer<R> writer, Reader<R> reader, Refusal refusal) {
        return new MessageFormat<>(
                name,
                type,
                GatewayRequest::replyTo,
                writer,
                (fields, asker) -> reader.read(fields, MessageFormat.requireAsker(asker)),
                (asker, fields, why) -> {
                    ActorRef<GatewayReply> replyTo = asker.unsafeUpcast();
                    replyTo.tell(refusal.of(fields, why));
                });
    }

    private static GatewayRequest.Submit readSubmit(FieldReader fields, ActorRef<GatewayReply> replyTo)
            throws UnreadableMessageException {
        long number = fields.getLong();
        int operation = fields.getInt();
        ByteBuffer body = fields.getBytes();
        UInt128 secret = readOptional(fields);
        return new GatewayRequest.Submit(number, operation, body, readOptional(fields), secret, replyTo);
    }

    private static void writeStatement(GatewayPeerMessage.Statement statement, FieldWriter fields) {
        fields.putU128(statement.number())
                .putText(statement.ledger())
                .putInt(statement.settings().size());
        new TreeMap<>(statement.settings())
                .forEach((key, digest) -> fields.putText(key).putLong(digest));
    }

    private static GatewayPeerMessage.Statement readStatement(FieldReader fields) throws UnreadableMessageException {
        UInt128 number = fields.getU128();
        String ledger = fields.getText();
        Map<String, Long> settings = new HashMap<>();
        for (int left = fields.getCount(SETTING_SIZE_MIN); left > 0; left--) {
            String key = fields.getText();
            settings.put(key, fields.getLong());
        }
        return new GatewayPeerMessage.Statement(number, ledger, settings);
    }

    private static void writeOpened(GatewayReply.SessionOpened opened, FieldWriter fields) {
        fields.putExplanation(opened.ledger())
                .putInt(opened.limits().batchSizeLimit())
                .putInt(opened.limits().replySizeLimit())
                .putLong(opened.timestamp());
        SessionStateFormat.write(opened.behind(), fields);
        writeOptional(opened.secret(), opened.ticket(), fields);
    }

    private static GatewayReply.SessionOpened readOpened(FieldReader fields) throws UnreadableMessageException {
        String ledger = fields.getText();
        Limits limits = new Limits(fields.getInt(), fields.getInt());
        long timestamp = fields.getLong();
        SessionState.Registered behind = SessionStateFormat.readRegistered(fields);
        UInt128 secret = readOptional(fields);
        return new GatewayReply.SessionOpened(ledger, limits, timestamp, behind, readOptional(fields), secret);
    }

    // A number that is 0 is left out at the end, and a reader that finds no more fields takes it as 0.
    private static void writeOptional(UInt128 number, FieldWriter fields) {
        if (!number.isZero()) {
            fields.putU128(number);
        }
    }

    private static UInt128 readOptional(FieldReader fields) throws UnreadableMessageException {
        return fields.hasMore() ? fields.getU128() : UInt128.ZERO;
    }

    private static void writeOptional(UInt128 secret, UInt128 ticket, FieldWriter fields) {
        if (ticket.isZero()) {
            writeOptional(secret, fields);
        } else {
            fields.putU128(secret).putU128(ticket);
        }
    }

    private static void writeOutcome(Outcome outcome, FieldWriter fields) {
        if (outcome instanceof Outcome.Reply reply) {
            fields.putByte(REPLY).putLong(reply.timestamp()).putBytes(reply.body());
        } else if (outcome instanceof Outcome.NotSent notSent) {
            fields.putByte(NOT_SENT).putExplanation(notSent.why());
        } else if (outcome instanceof Outcome.NotExecuted refused) {
            fields.putByte(NOT_EXECUTED).putByte(refused.reason().code());
        } else if (outcome instanceof Outcome.NoCapacity full) {
            fields.putByte(NO_CAPACITY).putExplanation(full.why());
        } else if (outcome instanceof Outcome.Forbidden forbidden) {
            fields.putByte(FORBIDDEN).putInt(forbidden.batches().size());
            forbidden.batches().forEach((batch, why) -> fields.putInt(batch).putExplanation(why));
        } else {
            fields.putByte(UNKNOWN).putExplanation(((Outcome.Unknown) outcome).why());
        }
    }

    private static Outcome readOutcome(FieldReader fields) throws UnreadableMessageException {
        int code = fields.getByte();
        return switch (code) {
            case REPLY -> {
                long timestamp = fields.getLong();
                yield new Outcome.Reply(fields.getBytes(), timestamp);
            }
            case NOT_SENT -> new Outcome.NotSent(fields.getText());
            case NOT_EXECUTED -> new Outcome.NotExecuted(EvictionReason.ofCode(fields.getByte()));
            case NO_CAPACITY -> new Outcome.NoCapacity(fields.getText());
            case FORBIDDEN -> readForbidden(fields);
            case UNKNOWN -> new Outcome.Unknown(fields.getText());
            default -> throw new UnreadableMessageException("this release does not know its outcome " + code);
        };
    }

    private static Outcome readForbidden(FieldReader fields) throws UnreadableMessageException {
        Map<Integer, String> batches = new HashMap<>();
        for (int left = fields.getCount(FORBIDDEN_SIZE_MIN); left > 0; left--) {
            int batch = fields.getInt();
            batches.put(batch, fields.getText());
        }
        return new Outcome.Forbidden(batches);
    }

    // The codes are part of the format and never change.
    private static int code(GatewayReply.Progress progress) {
        return switch (progress) {
            case NOT_SEEN -> 1;
            case IN_PROGRESS -> 2;
            case ANSWERED -> 3;
        };
    }
}
