package docs.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import docs.PageCode;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.payment.PaymentWorkflow;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.Legs;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the code of docs/payments.md, which shows what stands between two marks. */
class PaymentsPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UInt128 CUSTOMER = UInt128.of(1);
    private static final UInt128 SHOP = UInt128.of(2);
    private static final UInt128 AMOUNT = UInt128.of(50);
    private static final int EUR = 1;

    private final ActorTestKit kit = ActorTestKit.create(
            ConfigFactory.parseString("second.embedded.in-memory = on\nsecond.connection = embedded")
                    .withFallback(ConfigFactory.load("cluster-test")));
    private final ActorSystem<?> system = kit.system();
    private final Warehouse warehouse = orderId -> CompletableFuture.completedFuture(true);

    /** A service that the user has written. */
    private interface Warehouse {
        CompletionStage<Boolean> ship(String orderId);
    }

    @BeforeEach
    void start() {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Ledger ledger = Ledger.get(system);
        ledger.awaitReady(PATIENCE);
        await(ledger.createAccounts(List.of(account(CUSTOMER), account(SHOP))));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(EUR).code(1).build();
    }

    private Payments payments() {
        return Payments.init(
                system,
                PaymentSettings.create(system, "shop", 77, 7),
                call -> CompletableFuture.completedFuture(PaymentStep.Result.capture()));
    }

    private static Payment payment(PaymentId id) {
        return Payment.twoPhase(id, Legs.single(CUSTOMER, SHOP, AMOUNT, EUR));
    }

    @Test
    void shouldPay() {
        UInt128 customer = CUSTOMER;
        UInt128 shop = SHOP;
        UInt128 amount = AMOUNT;
        int ledger = EUR;
        // #pay
        // Name, code (77) and user_data_32 (7) belong to this kind of payments alone.
        PaymentSettings settings = PaymentSettings.create(system, "shop", 77, 7);
        // The step is called at least once, and the payment's id is the key by which it knows its earlier work.
        PaymentStep step = call -> warehouse
                .ship(call.payment().id().toString())
                .thenApply(shipped -> shipped ? PaymentStep.Result.capture() : PaymentStep.Result.decline("sold out"));
        Payments payments = Payments.init(system, settings, step);

        PaymentId id = PaymentId.ofKey("shop/order/17"); // or new PaymentIdGenerator().next()
        Payment payment = Payment.twoPhase(id, Legs.single(customer, shop, amount, ledger));
        Instant deadline = Instant.now().plusSeconds(300);
        CompletionStage<PayReply> reply = payments.workflow(id).pay(payment, deadline);
        // #pay
        assertThat(await(reply)).isInstanceOf(PayReply.Paid.class);
    }

    @Test
    void shouldAsk() {
        PaymentId id = PaymentId.ofKey("shop/order/18");
        Payment payment = payment(id);
        Instant deadline = Instant.now().plusSeconds(300);
        PaymentWorkflow workflow = payments().workflow(id);
        Duration timeout = PATIENCE;
        assertThat(await(workflow.state())).isEqualTo(new StateReply.NotFound(id));
        // #ask
        CompletionStage<PayReply> paid =
                workflow.ask(replyTo -> new PaymentWorkflow.Pay(payment, 0, deadline, replyTo), timeout);
        // #ask
        assertThat(await(paid)).isInstanceOf(PayReply.Paid.class);
        assertThat(await(workflow.pay(payment, 1, deadline))).isEqualTo(await(paid));
        assertThat(await(workflow.state())).isInstanceOf(StateReply.Paid.class);
        assertThat(await(workflow.refund(Refund.of(0, 0, AMOUNT)))).isInstanceOf(RefundReply.Refunded.class);
        assertThat(await(workflow.refund(Refund.of(1, 0, AMOUNT)))).isInstanceOf(RefundReply.Refused.class);
    }

    /** An actor that pays, refunds and then asks for the state. */
    private static final class Buyer extends AbstractBehavior<Buyer.Message> {
        sealed interface Message {}

        private record PayReplied(PayReply reply) implements Message {}

        private record RefundReplied(RefundReply reply) implements Message {}

        private record StateReplied(StateReply reply) implements Message {}

        private final PaymentWorkflow workflow;
        private final ActorRef<Object> seen;

        Buyer(ActorContext<Message> context, PaymentWorkflow workflow, ActorRef<Object> seen) {
            super(context);
            this.workflow = workflow;
            this.seen = seen;
            Payment payment = payment(workflow.id());
            Instant deadline = Instant.now().plusSeconds(300);
            Refund refund = Refund.of(0, 0, AMOUNT);
            // #actor
            ActorRef<PayReply> payReplies = context.messageAdapter(PayReply.class, PayReplied::new);
            ActorRef<RefundReply> refundReplies = context.messageAdapter(RefundReply.class, RefundReplied::new);
            workflow.tell(new PaymentWorkflow.Pay(payment, 0, deadline, payReplies));
            workflow.tell(new PaymentWorkflow.RefundPayment(refund, refundReplies));
            // #actor
        }

        static Behavior<Message> create(PaymentWorkflow workflow, ActorRef<Object> seen) {
            return Behaviors.setup(context -> new Buyer(context, workflow, seen));
        }

        @Override
        public Receive<Message> createReceive() {
            return newReceiveBuilder()
                    .onMessage(PayReplied.class, paid -> {
                        seen.tell(paid.reply());
                        return this;
                    })
                    .onMessage(RefundReplied.class, refunded -> {
                        seen.tell(refunded.reply());
                        askForState(getContext());
                        return this;
                    })
                    .onMessage(StateReplied.class, state -> {
                        seen.tell(state.reply());
                        return this;
                    })
                    .build();
        }

        private void askForState(ActorContext<Message> context) {
            // #pipe
            context.pipeToSelf(workflow.state(), (reply, failure) -> new StateReplied(reply));
            // #pipe
        }
    }

    @Test
    void shouldTellTheRepliesOfTwoCommandsApart() {
        TestProbe<Object> seen = kit.createTestProbe();
        kit.spawn(Buyer.create(payments().workflow(PaymentId.ofKey("shop/order/19")), seen.getRef()));
        seen.expectMessageClass(PayReply.Paid.class, PATIENCE);
        seen.expectMessageClass(RefundReply.Refunded.class, PATIENCE);
        seen.expectMessageClass(StateReply.Paid.class, PATIENCE);
    }

    @Test
    void shouldPayOnASecondLedger() {
        PaymentStep step = call -> CompletableFuture.completedFuture(PaymentStep.Result.capture());
        // #second
        Ledger second = Ledger.get(system, "second");
        Payments vouchers = Payments.init(system, second, PaymentSettings.create(system, "vouchers", 78, 8), step);
        // #second
        PaymentId id = PaymentId.ofKey("vouchers/1");
        Instant deadline = Instant.now().plusSeconds(300);
        assertThat(await(vouchers.workflow(id).pay(payment(id), deadline)))
                .as("the second ledger has no accounts yet")
                .isInstanceOf(PayReply.Refused.class);
    }

    @Test
    void shouldShowOnThePageWhatIsCompiledHere() throws Exception {
        assertThat(PageCode.shown("payments.md"))
                .isNotEmpty()
                .isEqualTo(PageCode.compiled("payments/PaymentsPageIT.java"));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
