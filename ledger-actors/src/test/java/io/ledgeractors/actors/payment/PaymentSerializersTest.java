package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.actors.serialization.MessageBytes;
import io.ledgeractors.model.UInt128;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests the serializers of the commands and of the replies of payments. */
class PaymentSerializersTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_129);
    private static final PaymentId ID = PaymentId.ofKey("serializers");

    private static final ActorTestKit KIT = ActorTestKit.create("recorded");

    private final MessageBytes bytes = new MessageBytes(KIT.system());
    private final Random random = new Random(SEED);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldCarryEveryCommand() {
        System.out.println("messages of payments from seed " + SEED);
        ActorRef<Object> asker = KIT.<Object>createTestProbe().getRef();
        for (int i = 0; i < 100; i++) {
            commands(asker).forEach(bytes::requireSame);
        }
        bytes.requireSame(new PaymentScanner.Scan());
        assertThat(commands(asker).map(routed -> (Object) routed.command().getClass()))
                .containsExactlyInAnyOrder(subclasses(PaymentWorkflow.Command.class));
    }

    @Test
    void shouldCarryTheLargestPaymentInOneFrame() {
        List<Leg> legs = IntStream.range(0, Payment.LEGS_MAX)
                .mapToObj(i -> new Leg(number(), number(), number(), 1))
                .toList();
        PaymentWorkflow.Pay pay = new PaymentWorkflow.Pay(
                Payment.twoPhase(ID, legs),
                0,
                Instant.now(),
                KIT.<PayReply>createTestProbe().getRef());
        assertThat(bytes.requireSame(new PaymentShardActor.Routed(ID, pay))).hasSizeLessThan(16 * 1_024);
    }

    @Test
    void shouldCarryEveryReply() {
        for (int i = 0; i < 100; i++) {
            replies().forEach(bytes::requireSame);
        }
        Object[] all = Stream.of(PayReply.class, StateReply.class, RefundReply.class)
                .flatMap(type -> Arrays.stream(subclasses(type)))
                .toArray();
        assertThat(replies().stream().map(reply -> (Object) reply.getClass()).distinct())
                .containsExactlyInAnyOrder(all);
    }

    private static Object[] subclasses(Class<?> type) {
        return type.getPermittedSubclasses();
    }

    @Test
    void shouldTellTheAskerOfACommandInAnUnknownVersion() {
        TestProbe<Object> asker = KIT.createTestProbe();
        List<Object> answers = new ArrayList<>();
        commands(asker.getRef()).forEach(command -> {
            Object read = readAsVersion2(command);
            assertThat(read).isEqualTo(PaymentShardActor.Unreadable.INSTANCE);
            if (!(command.command() instanceof PaymentWorkflow.Resume)) {
                answers.add(asker.receiveMessage());
            }
        });
        assertThat(answers.get(0)).isInstanceOfSatisfying(PayReply.Unavailable.class, answer -> {
            assertThat(answer.id()).isEqualTo(ID);
            assertThat(answer.detail()).contains("payment.pay/2", "write-version");
        });
        assertThat(answers.get(1)).isInstanceOf(StateReply.Unavailable.class);
        assertThat(answers.get(2)).isInstanceOf(RefundReply.Unavailable.class);
        assertThat(readAsVersion2(new PaymentScanner.Scan())).isEqualTo(PaymentScanner.Unreadable.INSTANCE);
    }

    @Test
    void shouldDropAReplyThatCannotBeRead() {
        assertThatThrownBy(() -> readAsVersion2(new StateReply.NotFound(ID)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("state-reply.not-found/2")
                .hasMessageContaining("reads only version 1");
    }

    private Object readAsVersion2(Object message) {
        SerializerWithStringManifest serializer = bytes.serializer(message);
        String newer = serializer.manifest(message).replace("/1", "/2");
        return MessageBytes.read(serializer, serializer.toBinary(message), newer);
    }

    @Test
    void shouldSurviveChangedBytes() {
        System.out.println("changed messages of payments from seed " + SEED);
        commands(KIT.system().deadLetters())
                .forEach(command -> bytes.requireThatNothingElseIsThrown(command, random, 2_000));
        replies().forEach(reply -> bytes.requireThatNothingElseIsThrown(reply, random, 200));
    }

    @Test
    void shouldReadAndWriteVersion1AsRecorded() {
        MessageBytes.requireAsRecorded(bytes.serializer(new PaymentScanner.Scan()), "payment.");
        SerializerWithStringManifest replies = bytes.serializer(new StateReply.NotFound(ID));
        MessageBytes.requireAsRecorded(replies, "pay-reply.");
        MessageBytes.requireAsRecorded(replies, "state-reply.");
        MessageBytes.requireAsRecorded(replies, "refund-reply.");
    }

    private Stream<PaymentShardActor.Routed> commands(ActorRef<Object> asker) {
        Instant deadline = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        List<Leg> legs = IntStream.range(0, 1 + random.nextInt(9))
                .mapToObj(i -> new Leg(number(), number(), number(), random.nextInt(Integer.MAX_VALUE)))
                .toList();
        Payment payment = new Payment(ID, legs, random.nextBoolean(), number(), random.nextLong());
        List<Refund.Part> parts = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> new Refund.Part(random.nextInt(), number()))
                .toList();
        return Stream.of(
                        new PaymentWorkflow.Pay(payment, random.nextInt(16), deadline, asker.unsafeUpcast()),
                        new PaymentWorkflow.GetState(asker.unsafeUpcast()),
                        new PaymentWorkflow.RefundPayment(new Refund(random.nextInt(250), parts), asker.unsafeUpcast()),
                        new PaymentWorkflow.Resume())
                .map(command -> new PaymentShardActor.Routed(ID, command));
    }

    private List<Object> replies() {
        PaymentRefusal[] reasons = PaymentRefusal.values();
        List<UInt128> amounts =
                IntStream.range(0, random.nextInt(9)).mapToObj(i -> number()).toList();
        List<Object> replies = new ArrayList<>(List.of(
                new PayReply.Paid(ID, random.nextInt(16), amounts, random.nextLong()),
                new PayReply.Conflict(ID, "other amounts"),
                new PayReply.Undecided(ID, ""),
                new PayReply.Unavailable(ID, "why"),
                new StateReply.Paid(ID, random.nextInt(16), amounts, random.nextLong()),
                new StateReply.Open(ID, 3, Instant.ofEpochSecond(random.nextInt(), 7)),
                new StateReply.NotFound(ID),
                new StateReply.Undecided(ID, "why"),
                new StateReply.Unavailable(ID, "why"),
                new RefundReply.Refunded(ID, random.nextInt(256), random.nextLong()),
                new RefundReply.Conflict(ID, "other parts"),
                new RefundReply.Undecided(ID, "why"),
                new RefundReply.Unavailable(ID, "why")));
        for (PaymentRefusal reason : reasons) {
            replies.add(new PayReply.Refused(ID, random.nextInt(16), reason, "detail"));
            replies.add(new StateReply.Refused(ID, random.nextInt(16), reason, "detail"));
            replies.add(new RefundReply.Refused(ID, random.nextInt(256), reason, "detail"));
        }
        return replies;
    }

    private UInt128 number() {
        return MessageBytes.number(random);
    }
}
