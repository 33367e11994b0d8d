package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shell: commands in, effects carried out. */
class PaymentWorkflowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Payment PAYMENT = Some.payment(Some.leg(1, 2, 50));
    private static ActorTestKit kit;

    private final List<String> resumed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private PaymentWorkflow.Means means(ActorRef<LedgerBatcher.Command> batcher, PaymentStep step, Duration idle) {
        PaymentSettings settings = new PaymentSettings(
                "test",
                77,
                7,
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                PATIENCE,
                idle,
                PATIENCE);
        return new PaymentWorkflow.Means(
                settings,
                step,
                batcher,
                Clock.system(),
                self -> self.tell(PaymentWorkflow.Stop.INSTANCE),
                () -> resumed.add("resumed"));
    }

    private static PaymentWorkflow.Pay pay(ActorRef<PaymentReply> replyTo) {
        return new PaymentWorkflow.Pay(PAYMENT, 0, Instant.now().plusSeconds(60), replyTo);
    }

    @Test
    void shouldSendAReserveAndTellWhoWaitsWhenItStops() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentWorkflow.Command> workflow =
                kit.spawn(PaymentWorkflow.create(Some.ID, means(batcher.getRef(), never, PATIENCE)));
        workflow.tell(pay(caller.getRef()));
        LedgerBatcher.Submit sent = batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        assertThat(sent.operation()).isEqualTo(Operation.CREATE_TRANSFERS);
        assertThat(sent.count()).isEqualTo(1);
        workflow.tell(PaymentWorkflow.Stop.INSTANCE);
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Undecided.class);
        caller.expectTerminated(workflow, PATIENCE);
        assertThat(resumed).containsExactly("resumed");
    }

    @Test
    void shouldTellWhoWaitsWhenItFailsAndStartAgain() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentWorkflow.Command> workflow =
                kit.spawn(PaymentWorkflow.create(Some.ID, means(batcher.getRef(), never, PATIENCE)));
        workflow.tell(pay(caller.getRef()));
        batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        workflow.tell(new PaymentWorkflow.Pay(null, 0, Instant.now(), caller.getRef()));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Undecided.class);
        workflow.tell(new PaymentWorkflow.Pay(PAYMENT, 0, Instant.MAX, caller.getRef()));
        batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        assertThat(resumed).containsExactly("resumed");
    }

    @Test
    void shouldLeaveMemoryWhenItHasNothingToDo() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentWorkflow.Command> workflow =
                kit.spawn(PaymentWorkflow.create(Some.ID, means(batcher.getRef(), never, Duration.ofMillis(50))));
        PaymentWorkflow.Pay stray = new PaymentWorkflow.Pay(
                Payment.twoPhase(new PaymentId(UInt128.of(9, 0)), PAYMENT.legs()), 0, Instant.now(), caller.getRef());
        workflow.tell(stray);
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Conflict.class);
        caller.expectTerminated(workflow, PATIENCE);
        assertThat(resumed).isEmpty();
    }

    @Test
    void shouldRefuseAnAttemptThatThereIsNot() {
        TestInbox<PaymentReply> caller = TestInbox.create();
        assertThatThrownBy(() -> new PaymentWorkflow.Pay(PAYMENT, 16, Instant.now(), caller.getRef()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new id");
    }
}
