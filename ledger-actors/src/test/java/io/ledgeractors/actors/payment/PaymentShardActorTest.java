package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.EmbeddedConnection;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerSettings;
import io.ledgeractors.actors.payment.internal.flow.SomePayments;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.StateReply;
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
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the actor of a shard: how it takes commands and carries out effects. */
class PaymentShardActorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Payment PAYMENT = SomePayments.payment(SomePayments.leg(1, 2, 50));
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

    private PaymentShardActor.Dependencies dependencies(ActorRef<LedgerBatcher.Command> batcher, PaymentStep step) {
        return dependencies(batcher, step, Duration.ofMinutes(10));
    }

    private PaymentShardActor.Dependencies dependencies(
            ActorRef<LedgerBatcher.Command> batcher, PaymentStep step, Duration deadline) {
        PaymentSettings settings = PaymentSettings.create(kit.system(), "test", 77, 7)
                .withLongestDeadline(deadline)
                .withSettleMargin(Duration.ofSeconds(1))
                .withMinBackoff(Duration.ofMillis(10))
                .withMaxBackoff(Duration.ofMillis(20))
                .withPatience(PATIENCE)
                .withPassivateAfter(PATIENCE)
                .withScanAgainAfter(PATIENCE)
                .withShards(1);
        return new PaymentShardActor.Dependencies(settings, step, batcher, Clock.system(), null, resumed::add);
    }

    private static PaymentShardActor.Routed pay(ActorRef<PayReply> replyTo) {
        return routed(new PaymentWorkflow.Pay(PAYMENT, 0, Instant.now().plusSeconds(60), replyTo));
    }

    private static PaymentShardActor.Routed routed(PaymentWorkflow.Command command) {
        return new PaymentShardActor.Routed(SomePayments.ID, command);
    }

    @Test
    void shouldSendAReserveAndTellWhoWaitsWhenItStops() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PayReply> caller = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentShardActor.Message> shard =
                kit.spawn(PaymentShardActor.create(dependencies(batcher.getRef(), never)));
        shard.tell(pay(caller.getRef()));
        LedgerBatcher.Submit sent = batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        assertThat(sent.operation()).isEqualTo(Operation.CREATE_TRANSFERS);
        assertThat(sent.count()).isEqualTo(1);
        shard.tell(PaymentShardActor.Stop.INSTANCE);
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PayReply.Undecided.class);
        caller.expectTerminated(shard, PATIENCE);
        assertThat(resumed).containsExactly(SomePayments.ID);
    }

    @Test
    void shouldTellWhoWaitsWhenOnePaymentFailsAndWorkOnAtTheOthers() {
        TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
        TestProbe<PayReply> caller = kit.createTestProbe();
        TestProbe<PayReply> other = kit.createTestProbe();
        PaymentStep never = call -> new CompletableFuture<>();
        ActorRef<PaymentShardActor.Message> shard =
                kit.spawn(PaymentShardActor.create(dependencies(batcher.getRef(), never)));
        Payment second = Payment.twoPhase(new PaymentId(UInt128.of(9, 0)), PAYMENT.legs());
        Payment withoutId = Payment.twoPhase(null, PAYMENT.legs());
        shard.tell(new PaymentShardActor.Routed(
                second.id(), new PaymentWorkflow.Pay(second, 0, Instant.now().plusSeconds(60), other.getRef())));
        batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        shard.tell(pay(caller.getRef()));
        batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        shard.tell(routed(new PaymentWorkflow.Pay(withoutId, 0, Instant.now(), caller.getRef())));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PayReply.Undecided.class);
        // The payment that was under way is resumed, which begins with a look-up.
        assertThat(batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE)
                        .operation())
                .isEqualTo(Operation.LOOKUP_TRANSFERS);
        shard.tell(routed(new PaymentWorkflow.Pay(PAYMENT, 0, Instant.MAX, caller.getRef())));
        shard.tell(PaymentShardActor.Stop.INSTANCE);
        assertThat(other.receiveMessage(PATIENCE)).isInstanceOf(PayReply.Undecided.class);
        caller.expectTerminated(shard, PATIENCE);
        assertThat(resumed).containsExactlyInAnyOrder(SomePayments.ID, second.id());
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
                        .join()
                        .outcome())
                .isInstanceOf(LedgerReply.Results.class);
        TestProbe<PayReply> caller = kit.createTestProbe();
        CompletableFuture<PaymentStep.Call> called = new CompletableFuture<>();
        PaymentStep never = call -> {
            called.complete(call);
            return new CompletableFuture<>();
        };
        ActorRef<PaymentShardActor.Message> shard =
                kit.spawn(PaymentShardActor.create(dependencies(ledger.batcher(), never, Duration.ofDays(365))));
        Instant deadline = Instant.now().plus(Duration.ofDays(300));
        shard.tell(routed(new PaymentWorkflow.Pay(PAYMENT, 0, deadline, caller.getRef())));
        called.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        TestProbe<StateReply> other = kit.createTestProbe();
        shard.tell(routed(new PaymentWorkflow.GetState(other.getRef())));
        assertThat(other.receiveMessage(PATIENCE)).isInstanceOf(StateReply.Open.class);
        shard.tell(PaymentShardActor.Stop.INSTANCE);
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PayReply.Undecided.class);
    }

    @Test
    void shouldRefuseANegativeLedgerBeforeAnythingIsSent() {
        TestInbox<PayReply> caller = TestInbox.create();
        Payment wrong = Payment.twoPhase(
                SomePayments.ID,
                List.of(SomePayments.leg(1, 2, 50), new Leg(UInt128.of(1), UInt128.of(2), UInt128.of(50), -2)));
        assertThatThrownBy(() -> new PaymentWorkflow.Pay(wrong, 0, Instant.now(), caller.getRef()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger -2")
                .hasMessageContaining("must not be negative");
    }

    @Test
    void shouldRefuseAnAttemptThatThereIsNot() {
        TestInbox<PayReply> caller = TestInbox.create();
        assertThatThrownBy(() -> new PaymentWorkflow.Pay(PAYMENT, 16, Instant.now(), caller.getRef()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new id");
    }

    @Test
    void shouldTellWhoseCommandDoesNotReachItsShardToAskAgain() {
        PaymentReplies.answerUndelivered(kit.system());
        TestProbe<PayReply> caller = kit.createTestProbe();
        kit.system().deadLetters().tell(new ShardingEnvelope<PaymentShardActor.Message>("0", pay(caller.getRef())));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOfSatisfying(PayReply.Undecided.class, undecided -> {
            assertThat(undecided.id()).isEqualTo(SomePayments.ID);
            assertThat(undecided.detail()).contains("was not executed: ask again");
        });
    }
}
