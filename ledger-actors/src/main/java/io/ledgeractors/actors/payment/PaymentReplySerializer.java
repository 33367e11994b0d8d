package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.actors.serialization.EnumCodes;
import io.ledgeractors.actors.serialization.FieldReader;
import io.ledgeractors.actors.serialization.FieldWriter;
import io.ledgeractors.actors.serialization.MessageFormat;
import io.ledgeractors.actors.serialization.MessageSerializer;
import io.ledgeractors.actors.serialization.UnreadableMessageException;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Serializes the replies of payments to askers on other nodes. A reply that cannot be read is dropped,
 * and its asker asks again after its time-out, as after a lost one. Thread-safe.
 */
@InternalApi
public final class PaymentReplySerializer extends MessageSerializer {
    private static final int IDENTIFIER = 1_816_305;

    private static final EnumCodes<PaymentRefusal> REASONS =
            new EnumCodes<>(PaymentRefusal.class, PaymentReplySerializer::code);

    /** Makes a reply from its fields. */
    private interface Reader<R> {
        R read(PaymentId id, FieldReader fields) throws UnreadableMessageException;
    }

    /** Makes a reply about money that has moved. */
    private interface Paid<R> {
        R of(PaymentId id, int attempt, List<UInt128> amounts, long timestamp);
    }

    /** Makes a reply about an attempt, or a refund, that moved no money. */
    private interface Refused<R> {
        R of(PaymentId id, int number, PaymentRefusal reason, String detail);
    }

    private static final List<MessageFormat<?>> FORMATS = List.of(
            format(
                    "pay-reply.paid",
                    PayReply.Paid.class,
                    PayReply.Paid::id,
                    (reply, fields) -> writePaid(reply.attempt(), reply.amounts(), reply.timestamp(), fields),
                    (id, fields) -> readPaid(id, fields, PayReply.Paid::new)),
            format(
                    "pay-reply.refused",
                    PayReply.Refused.class,
                    PayReply.Refused::id,
                    (reply, fields) -> writeRefused(reply.attempt(), reply.reason(), reply.detail(), fields),
                    (id, fields) -> readRefused(id, fields, PayReply.Refused::new)),
            explained(
                    "pay-reply.conflict",
                    PayReply.Conflict.class,
                    PayReply.Conflict::id,
                    PayReply.Conflict::detail,
                    PayReply.Conflict::new),
            explained(
                    "pay-reply.undecided",
                    PayReply.Undecided.class,
                    PayReply.Undecided::id,
                    PayReply.Undecided::detail,
                    PayReply.Undecided::new),
            explained(
                    "pay-reply.unavailable",
                    PayReply.Unavailable.class,
                    PayReply.Unavailable::id,
                    PayReply.Unavailable::detail,
                    PayReply.Unavailable::new),
            format(
                    "state-reply.paid",
                    StateReply.Paid.class,
                    StateReply.Paid::id,
                    (reply, fields) -> writePaid(reply.attempt(), reply.amounts(), reply.timestamp(), fields),
                    (id, fields) -> readPaid(id, fields, StateReply.Paid::new)),
            format(
                    "state-reply.refused",
                    StateReply.Refused.class,
                    StateReply.Refused::id,
                    (reply, fields) -> writeRefused(reply.attempt(), reply.reason(), reply.detail(), fields),
                    (id, fields) -> readRefused(id, fields, StateReply.Refused::new)),
            format(
                    "state-reply.open",
                    StateReply.Open.class,
                    StateReply.Open::id,
                    (reply, fields) -> fields.putInt(reply.attempt()).putInstant(reply.expires()),
                    (id, fields) -> new StateReply.Open(id, fields.getInt(), fields.getInstant())),
            format(
                    "state-reply.not-found",
                    StateReply.NotFound.class,
                    StateReply.NotFound::id,
                    (reply, fields) -> {},
                    (id, fields) -> new StateReply.NotFound(id)),
            explained(
                    "state-reply.undecided",
                    StateReply.Undecided.class,
                    StateReply.Undecided::id,
                    StateReply.Undecided::detail,
                    StateReply.Undecided::new),
            explained(
                    "state-reply.unavailable",
                    StateReply.Unavailable.class,
                    StateReply.Unavailable::id,
                    StateReply.Unavailable::detail,
                    StateReply.Unavailable::new),
            format(
                    "refund-reply.refunded",
                    RefundReply.Refunded.class,
                    RefundReply.Refunded::id,
                    (reply, fields) -> fields.putInt(reply.number()).putLong(reply.timestamp()),
                    (id, fields) -> new RefundReply.Refunded(id, fields.getInt(), fields.getLong())),
            format(
                    "refund-reply.refused",
                    RefundReply.Refused.class,
                    RefundReply.Refused::id,
                    (reply, fields) -> writeRefused(reply.number(), reply.reason(), reply.detail(), fields),
                    (id, fields) -> readRefused(id, fields, RefundReply.Refused::new)),
            explained(
                    "refund-reply.conflict",
                    RefundReply.Conflict.class,
                    RefundReply.Conflict::id,
                    RefundReply.Conflict::detail,
                    RefundReply.Conflict::new),
            explained(
                    "refund-reply.undecided",
                    RefundReply.Undecided.class,
                    RefundReply.Undecided::id,
                    RefundReply.Undecided::detail,
                    RefundReply.Undecided::new),
            explained(
                    "refund-reply.unavailable",
                    RefundReply.Unavailable.class,
                    RefundReply.Unavailable::id,
                    RefundReply.Unavailable::detail,
                    RefundReply.Unavailable::new));

    /** Creates the serializer; Pekko calls this. */
    public PaymentReplySerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, FORMATS);
    }

    @Override
    protected @Nullable Object inPlaceOf(String name, String why) {
        return null;
    }

    private static <R> MessageFormat<R> format(
            String name, Class<R> type, Function<R, PaymentId> id, MessageFormat.Writer<R> writer, Reader<R> reader) {
        return MessageFormat.withoutAsker(
                name,
                type,
                (reply, fields) -> {
                    fields.putU128(id.apply(reply).value());
                    writer.write(reply, fields);
                },
                fields -> reader.read(new PaymentId(fields.getU128()), fields));
    }

    private static <R> MessageFormat<R> explained(
            String name,
            Class<R> type,
            Function<R, PaymentId> id,
            Function<R, String> detail,
            BiFunction<PaymentId, String, R> factory) {
        return format(
                name,
                type,
                id,
                (reply, fields) -> fields.putExplanation(detail.apply(reply)),
                (ofPayment, fields) -> factory.apply(ofPayment, fields.getText()));
    }

    private static void writePaid(int attempt, List<UInt128> amounts, long timestamp, FieldWriter fields) {
        fields.putInt(attempt).putLong(timestamp).putU128s(amounts);
    }

    private static <R> R readPaid(PaymentId id, FieldReader fields, Paid<R> factory) throws UnreadableMessageException {
        int attempt = fields.getInt();
        long timestamp = fields.getLong();
        return factory.of(id, attempt, fields.getU128s(), timestamp);
    }

    private static void writeRefused(int number, PaymentRefusal reason, String detail, FieldWriter fields) {
        fields.putInt(number);
        REASONS.write(reason, fields);
        fields.putExplanation(detail);
    }

    private static <R> R readRefused(PaymentId id, FieldReader fields, Refused<R> factory)
            throws UnreadableMessageException {
        return factory.of(id, fields.getInt(), REASONS.read(fields), fields.getText());
    }

    // The codes are part of the format and never change.
    private static int code(PaymentRefusal reason) {
        return switch (reason) {
            case LEDGER -> 1;
            case LOST -> 2;
            case DEADLINE -> 3;
            case EXPIRED -> 4;
            case DECLINED -> 5;
            case STEP_FAILED -> 6;
            case STEP_TIMED_OUT -> 7;
            case VOIDED -> 8;
            case NOT_PAID -> 9;
        };
    }
}
