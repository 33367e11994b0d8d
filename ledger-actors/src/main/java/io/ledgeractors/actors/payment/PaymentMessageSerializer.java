package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.actors.serialization.FieldReader;
import io.ledgeractors.actors.serialization.FieldWriter;
import io.ledgeractors.actors.serialization.MessageFormat;
import io.ledgeractors.actors.serialization.MessageSerializer;
import io.ledgeractors.actors.serialization.UnreadableMessageException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Serializes commands for payments and scanners that are on another node. The asker of a command that
 * cannot be read is answered with {@code Unavailable}. The fields of a command for a payment begin with the id of the
 * payment in every version, because that answer names it. Thread-safe.
 */
@InternalApi
public final class PaymentMessageSerializer extends MessageSerializer {
    private static final int IDENTIFIER = 1_816_303;

    private static final String SCAN = "payment.scan";

    private static final int LEG_SIZE = 3 * Bytes.U128_SIZE + Integer.BYTES;
    private static final int PART_SIZE = Integer.BYTES + Bytes.U128_SIZE;

    private static final List<MessageFormat<?>> FORMATS = List.of(
            asked(
                    "payment.pay",
                    PaymentWorkflow.Pay.class,
                    PaymentWorkflow.Pay::replyTo,
                    PaymentMessageSerializer::writePay,
                    PaymentMessageSerializer::readPay,
                    PayReply.Unavailable::new),
            asked(
                    "payment.get-state",
                    PaymentWorkflow.GetState.class,
                    PaymentWorkflow.GetState::replyTo,
                    (command, fields) -> {},
                    (id, fields, replyTo) -> new PaymentWorkflow.GetState(replyTo),
                    StateReply.Unavailable::new),
            asked(
                    "payment.refund",
                    PaymentWorkflow.RefundPayment.class,
                    PaymentWorkflow.RefundPayment::replyTo,
                    (command, fields) -> writeRefund(command.refund(), fields),
                    (id, fields, replyTo) -> new PaymentWorkflow.RefundPayment(readRefund(fields), replyTo),
                    RefundReply.Unavailable::new),
            new MessageFormat<>(
                    "payment.resume",
                    PaymentWorkflow.Resume.class,
                    message -> null,
                    (message, fields) -> fields.putU128(message.id().value()),
                    (fields, asker) -> new PaymentShardActor.Routed(readId(fields), new PaymentWorkflow.Resume()),
                    (asker, fields, why) -> {}),
            MessageFormat.withoutAsker(
                    SCAN, PaymentScanner.Scan.class, (scan, fields) -> {}, fields -> new PaymentScanner.Scan()));

    /** Makes a command of a payment from its fields and the actor that gets the reply. */
    private interface Reader<C, R> {
        C read(PaymentId id, FieldReader fields, ActorRef<R> replyTo) throws UnreadableMessageException;
    }

    /** Creates the serializer; Pekko calls this. */
    public PaymentMessageSerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, FORMATS);
    }

    static void requireBound(ActorSystem<?> system) {
        requireBound(system, PaymentMessageSerializer.class, PaymentShardActor.Message.class);
        requireBound(system, PaymentMessageSerializer.class, PaymentScanner.Command.class);
    }

    @Override
    protected Class<?> typeOf(Object message) {
        return message instanceof PaymentShardActor.Routed routed
                ? routed.command().getClass()
                : message.getClass();
    }

    // The asker was answered. The actor ignores what it gets.
    @Override
    protected @Nullable Object inPlaceOf(String name, String why) {
        return name.equals(SCAN) ? PaymentScanner.Unreadable.INSTANCE : PaymentShardActor.Unreadable.INSTANCE;
    }

    private static <C extends PaymentWorkflow.Command, R> MessageFormat<PaymentShardActor.Routed> asked(
            String name,
            Class<C> type,
            Function<C, ActorRef<R>> replyTo,
            MessageFormat.Writer<C> writer,
            Reader<C, R> reader,
            BiFunction<PaymentId, String, R> unavailable) {
        return new MessageFormat<>(
                name,
                type,
                routed -> replyTo.apply(type.cast(routed.command())),
                (routed, fields) -> {
                    fields.putU128(routed.id().value());
                    writer.write(type.cast(routed.command()), fields);
                },
                (fields, asker) -> {
                    ActorRef<R> waiting = MessageFormat.requireAsker(asker);
                    PaymentId id = readId(fields);
                    return new PaymentShardActor.Routed(id, reader.read(id, fields, waiting));
                },
                (asker, fields, why) -> {
                    ActorRef<R> waiting = asker.unsafeUpcast();
                    waiting.tell(unavailable.apply(readId(fields), why));
                });
    }

    private static PaymentId readId(FieldReader fields) throws UnreadableMessageException {
        return new PaymentId(fields.getU128());
    }

    private static void writePay(PaymentWorkflow.Pay pay, FieldWriter fields) {
        Payment payment = pay.payment();
        fields.putByte(pay.attempt()).putInstant(pay.deadline());
        int block = fields.openBlock();
        fields.putU128(payment.id().value())
                .putFlag(payment.isTwoPhase())
                .putU128(payment.userData128())
                .putLong(payment.userData64())
                .putInt(payment.legs().size());
        for (Leg leg : payment.legs()) {
            fields.putU128(leg.debitAccountId())
                    .putU128(leg.creditAccountId())
                    .putU128(leg.amount())
                    .putInt(leg.ledger());
        }
        fields.closeBlock(block);
    }

    private static PaymentWorkflow.Pay readPay(PaymentId id, FieldReader fields, ActorRef<PayReply> replyTo)
            throws UnreadableMessageException {
        int attempt = fields.getByte();
        Instant deadline = fields.getInstant();
        FieldReader block = fields.getBlock();
        PaymentId paymentId = readId(block);
        boolean isTwoPhase = block.getFlag();
        UInt128 userData128 = block.getU128();
        long userData64 = block.getLong();
        int count = block.getCount(LEG_SIZE);
        List<Leg> legs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            legs.add(new Leg(block.getU128(), block.getU128(), block.getU128(), block.getInt()));
        }
        Payment payment = new Payment(paymentId, legs, isTwoPhase, userData128, userData64);
        return new PaymentWorkflow.Pay(payment, attempt, deadline, replyTo);
    }

    private static void writeRefund(Refund refund, FieldWriter fields) {
        int block = fields.openBlock();
        fields.putInt(refund.number()).putInt(refund.parts().size());
        for (Refund.Part part : refund.parts()) {
            fields.putInt(part.leg()).putU128(part.amount());
        }
        fields.closeBlock(block);
    }

    private static Refund readRefund(FieldReader fields) throws UnreadableMessageException {
        FieldReader block = fields.getBlock();
        int number = block.getInt();
        int count = block.getCount(PART_SIZE);
        List<Refund.Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new Refund.Part(block.getInt(), block.getU128()));
        }
        return new Refund(number, parts);
    }
}
