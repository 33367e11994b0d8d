package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.OutsideLedger;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests payments on a cluster of one node and the embedded ledger on disk, or {@link OutsideLedger}. */
class PaymentsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Each run uses numbers of its own, because an outside ledger keeps the data of other runs.
    private final int run = new Random().nextInt(1 << 30);
    private final int code = 1 + run % 50_000;
    private final UInt128 payer = OutsideLedger.id(2L * run);
    private final UInt128 payee = OutsideLedger.id(2L * run + 1);
    private final List<ActorTestKit> kits = new ArrayList<>();

    /** A session that is registered, and takes requests without ever answering one. */
    private static final class SilentSession implements LedgerSession {
        private static final SessionState.Registered REGISTERED =
                new SessionState.Registered(1, 0, Release.of(0, 17, 9), "silent", 5, 77);

        @Override
        public void start(Listener listener) {
            listener.onState(REGISTERED);
        }

        @Override
        public void submit(Operation operation, Body body, ReplyHandler handler) {
            // No outcome follows.
        }

        @Override
        public SessionState state() {
            return REGISTERED;
        }

        @Override
        public Limits limits() {
            return Limits.DEFAULT;
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        kits.forEach(ActorTestKit::shutdownTestKit);
    }

    private ActorTestKit start() {
        Config config = ConfigFactory.parseMap(Map.of(
                        "ledger-actors.embedded.in-memory", "off",
                        "ledger-actors.embedded.data-directory",
                                directory.resolve("data").toString(),
                        "ledger-actors.payment.passivate-after", "100 ms",
                        "pekko.actor.testkit.typed.system-shutdown-default", "60 s"))
                .withFallback(ConfigFactory.load("cluster-test"));
        ActorTestKit kit = ActorTestKit.create("payments", OutsideLedger.or(config));
        kits.add(kit);
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Ledger.get(kit.system()).awaitReady(PATIENCE);
        return kit;
    }

    private Payments payments(ActorTestKit kit, PaymentStep step) {
        return Payments.init(kit.system(), PaymentSettings.create(kit.system(), "shop", code, run), step);
    }

    private void openAccounts(ActorTestKit kit) {
        Ledger.get(kit.system())
                .createAccounts(List.of(account(payer), account(payee)))
                .toCompletableFuture()
                .join();
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static Account account(ActorTestKit kit, UInt128 id) {
        return Ledger.get(kit.system())
                .lookupAccounts(List.of(id))
                .toCompletableFuture()
                .join()
                .orThrow()
                .get(0);
    }

    private static <R> R await(CompletionStage<R> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private PaymentId paymentId(int number) {
        return PaymentId.ofKey("shop/" + OutsideLedger.id(run) + "/" + number);
    }

    private Payment payment(PaymentId id, long amount) {
        return Payment.twoPhase(id, List.of(new Leg(payer, payee, UInt128.of(amount), 1)));
    }

    private static PaymentWorkflow.Pay pay(Payment payment, int attempt, TestProbe<PayReply> caller) {
        return new PaymentWorkflow.Pay(payment, attempt, Instant.now().plusSeconds(300), caller.getRef());
    }

    @Test
    void shouldPayRefuseTryAgainTellAndRefund() {
        ActorTestKit kit = start();
        openAccounts(kit);
        AtomicInteger calls = new AtomicInteger();
        Payments payments = payments(kit, call -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the first call fails");
            }
            return CompletableFuture.supplyAsync(() -> PaymentStep.Result.capture(List.of(UInt128.of(30))));
        });
        TestProbe<PayReply> caller = kit.createTestProbe();
        PaymentId id = paymentId(1);
        var workflow = payments.workflow(id);
        workflow.tell(pay(payment(id, 50), 0, caller));
        assertThat(caller.receiveMessage(PATIENCE))
                .isInstanceOfSatisfying(
                        PayReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(PaymentRefusal.STEP_FAILED));
        workflow.tell(pay(payment(id, 50), 1, caller));
        PayReply.Paid paid = caller.expectMessageClass(PayReply.Paid.class, PATIENCE);
        workflow.tell(pay(payment(id, 51), 1, caller));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PayReply.Conflict.class);
        assertThat(await(workflow.refund(Refund.of(0, 0, UInt128.of(10))))).isInstanceOf(RefundReply.Refunded.class);
        assertThat(await(workflow.state()))
                .isEqualTo(new StateReply.Paid(paid.id(), paid.attempt(), paid.amounts(), paid.timestamp()));
        assertThat(account(kit, payee).creditsPosted()).isEqualTo(UInt128.of(30));
        assertThat(account(kit, payee).debitsPosted()).isEqualTo(UInt128.of(10));
    }

    @Test
    void shouldCompleteAfterARestartWithAllCallersDead() {
        int count = 20;
        ActorTestKit first = start();
        openAccounts(first);
        Payments dying = payments(first, call -> new CompletableFuture<>());
        TestProbe<PayReply> caller = first.createTestProbe();
        for (int i = 0; i < count; i++) {
            PaymentId id = paymentId(i);
            dying.workflow(id).tell(pay(payment(id, 10), 0, caller));
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> account(first, payer).debitsPending().equals(UInt128.of(10 * count)));
        first.shutdownTestKit();

        ActorTestKit second = start();
        payments(second, call -> CompletableFuture.completedFuture(PaymentStep.Result.capture()));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> account(second, payee).creditsPosted().equals(UInt128.of(10 * count)));
        assertThat(account(second, payer).debitsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldReplyUndecidedWhenNoReplyCameInTime() {
        ActorTestKit kit = start();
        BatcherSettings settings = BatcherSettings.DEFAULT.withDrainTimeout(Duration.ZERO);
        Ledger silent = Ledger.open(kit.system(), settings, SilentSession::new);
        PaymentSettings impatient = PaymentSettings.create(kit.system(), "silent", code, run)
                .withMinBackoff(Duration.ofMillis(1))
                .withMaxBackoff(Duration.ofMillis(1))
                .withPatience(Duration.ofMillis(1));
        Payments payments = Payments.init(kit.system(), silent, impatient, call -> new CompletableFuture<>());
        PaymentId id = paymentId(1);
        assertThat(await(payments.workflow(id).pay(payment(id, 50), Instant.now())))
                .isInstanceOfSatisfying(PayReply.Undecided.class, undecided -> {
                    assertThat(undecided.id()).isEqualTo(id);
                    assertThat(undecided.detail()).startsWith("the workflow did not reply");
                });
        assertThat(await(payments.workflow(paymentId(2)).state())).isInstanceOf(StateReply.Undecided.class);
        assertThat(await(payments.workflow(paymentId(3)).refund(Refund.of(0, 0, UInt128.of(1)))))
                .isInstanceOf(RefundReply.Undecided.class);
        CompletionStage<StateReply> asked =
                payments.workflow(paymentId(4)).ask(PaymentWorkflow.GetState::new, Duration.ofMillis(1));
        assertThat(asked.toCompletableFuture())
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(TimeoutException.class);
    }
}
