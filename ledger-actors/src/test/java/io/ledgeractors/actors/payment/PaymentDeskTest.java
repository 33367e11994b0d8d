package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.EmbeddedConnection;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerSettings;
import io.ledgeractors.actors.payment.flow.Some;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shell: commands in, effects carried out. */
class PaymentDeskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Payment PAYMENT = Some.payment(Some.leg(1, 2, 50));
    private static ActorTestKit kit;

    private final List<PaymentId> resumed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private PaymentDesk.Means means(ActorRef<LedgerBatcher.Command> batcher, PaymentStep step) {
        return means(batcher, step, Duration.ofMinutes(10));
    }

    private PaymentDesk.Means means(ActorRef<LedgerBatcher.Command> batcher, PaymentStep step, Duration deadline) {
        PaymentSettings settings = new PaymentSettings(
                "test",
                77,
                7,
                deadline,
                Duration.ofSeconds(1),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                PATIENCE,
                PATIENCE,
                PATIENCE,
                1);
        return new PaymentDesk.Means(settings, step, batcher, Clock.system(), resumed::add);
    }

    private static PaymentDesk.Routed pay(ActorRef<PaymentReply> replyTo) {
        return routed(new PaymentWorkflow.Pay(PAYMENT, 0, Instant.now().plusSeconds(60), replyTo));
    }

    private static PaymentDesk.Routed routed(PaymentWorkflow.Command command) {
        return new PaymentDesk.Routed(Some.ID, command);
    }

    @Test
    void shouldSendAReserveAndTellWhoWaitsWhenItStops() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentDesk.Message> desk = kit.spawn(PaymentDesk.create(means(batcher.getRef(), never)));
        desk.tell(pay(caller.getRef()));
        LedgerBatcher.Submit sent = batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        assertThat(sent.operation()).isEqualTo(Operation.CREATE_TRANSFERS);
        assertThat(sent.count()).isEqualTo(1);
        desk.tell(PaymentDesk.Stop.INSTANCE);
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Undecided.class);
        caller.expectTerminated(desk, PATIENCE);
        assertThat(resumed).containsExactly(Some.ID);
    }

    @Test
    void shouldTellWhoWaitsWhenOnePaymentFailsAndWorkOnAtTheOthers() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        TestProbe<PaymentReply> other = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentDesk.Message> desk = kit.spawn(PaymentDesk.create(means(batcher.getRef(), never)));
        Payment second = Payment.twoPhase(new PaymentId(UInt128.of(9, 0)), PAYMENT.legs());
        desk.tell(new PaymentDesk.Routed(
                second.id(), new PaymentWorkflow.Pay(second, 0, Instant.now().plusSeconds(60), other.getRef())));
        batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        desk.tell(pay(caller.getRef()));
        batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        desk.tell(routed(new PaymentWorkflow.Pay(null, 0, Instant.now(), caller.getRef())));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Undecided.class);
        // What was under way is looked for again.
        assertThat(batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE)
                        .operation())
                .isEqualTo(Operation.LOOKUP_TRANSFERS);
        desk.tell(routed(new PaymentWorkflow.Pay(PAYMENT, 0, Instant.MAX, caller.getRef())));
        desk.tell(PaymentDesk.Stop.INSTANCE);
        assertThat(other.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Undecided.class);
        caller.expectTerminated(desk, PATIENCE);
        assertThat(resumed).containsExactlyInAnyOrder(Some.ID, second.id());
    }

    @Test
    void shouldWorkAtAPaymentWhoseDeadlineIsBeyondThatOfAScheduler() {
        Ledger ledger =
                Ledger.open(kit.system(), new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT));
        List<Account> accounts = Stream.of(1, 2)
                .map(id ->
                        Account.builder().id(UInt128.of(id)).ledger(1).code(1).build())
                .toList();
        assertThat(ledger.createAccounts(accounts)
                        .toCompletableFuture()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join())
                .isInstanceOf(LedgerReply.Results.class);
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        CompletableFuture<PaymentStep.Call> called = new CompletableFuture<>();
        PaymentStep never = call -> {
            called.complete(call);
            return new CompletableFuture<>();
        };
        ActorRef<PaymentDesk.Message> desk =
                kit.spawn(PaymentDesk.create(means(ledger.batcher(), never, Duration.ofDays(365))));
        Instant deadline = Instant.now().plus(Duration.ofDays(300));
        desk.tell(routed(new PaymentWorkflow.Pay(PAYMENT, 0, deadline, caller.getRef())));
        called.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        desk.tell(routed(new PaymentWorkflow.Get(caller.getRef())));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Open.class);
        desk.tell(PaymentDesk.Stop.INSTANCE);
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Undecided.class);
    }

    @Test
    void shouldRefuseAnAttemptThatThereIsNot() {
        TestInbox<PaymentReply> caller = TestInbox.create();
        assertThatThrownBy(() -> new PaymentWorkflow.Pay(PAYMENT, 16, Instant.now(), caller.getRef()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new id");
    }
}
