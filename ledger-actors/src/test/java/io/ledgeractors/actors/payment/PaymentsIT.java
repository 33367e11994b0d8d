package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments on a cluster of one node and the embedded ledger on disk. */
class PaymentsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<ActorTestKit> kits = new ArrayList<>();

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
        ActorTestKit kit = ActorTestKit.create("payments", config);
        kits.add(kit);
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Ledger.get(kit.system()).awaitReady(PATIENCE);
        return kit;
    }

    private static Payments payments(ActorTestKit kit, PaymentStep step) {
        return Payments.init(kit.system(), PaymentSettings.create(kit.system(), "shop", 77, 7), step);
    }

    private static void openAccounts(ActorTestKit kit) {
        Ledger.get(kit.system())
                .createAccounts(List.of(Some.account(1, 1, 0), Some.account(2, 1, 0)))
                .toCompletableFuture()
                .join();
    }

    private static Account account(ActorTestKit kit, long id) {
        LedgerReply<Account> reply = Ledger.get(kit.system())
                .lookupAccounts(List.of(UInt128.of(id)))
                .toCompletableFuture()
                .join();
        return ((LedgerReply.Results<Account>) reply).results().get(0);
    }

    private static Payment payment(PaymentId id, long amount) {
        return Payment.twoPhase(id, List.of(Some.leg(1, 2, amount)));
    }

    private static PaymentWorkflow.Pay pay(Payment payment, int attempt, TestProbe<PaymentReply> caller) {
        return new PaymentWorkflow.Pay(payment, attempt, Instant.now().plusSeconds(300), caller.getRef());
    }

    @Test
    void shouldPayRefuseTryAgainTellAndGiveBack() {
        ActorTestKit kit = start();
        openAccounts(kit);
        AtomicInteger calls = new AtomicInteger();
        Payments payments = payments(kit, call -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the first call fails");
            }
            return CompletableFuture.supplyAsync(() -> PaymentStep.Result.capture(List.of(UInt128.of(30))));
        });
        TestProbe<PaymentReply> caller = kit.createTestProbe();
        PaymentId id = PaymentId.ofKey("shop/1");
        var workflow = payments.workflow(id);
        workflow.tell(pay(payment(id, 50), 0, caller));
        assertThat(caller.receiveMessage(PATIENCE))
                .isInstanceOfSatisfying(
                        PaymentReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(PaymentRefusal.STEP_FAILED));
        workflow.tell(pay(payment(id, 50), 1, caller));
        PaymentReply paid = caller.receiveMessage(PATIENCE);
        assertThat(paid).isInstanceOf(PaymentReply.Paid.class);
        workflow.tell(pay(payment(id, 51), 1, caller));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Conflict.class);
        workflow.tell(new PaymentWorkflow.GiveBack(Refund.of(0, 0, UInt128.of(10)), caller.getRef()));
        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(PaymentReply.Refunded.class);
        workflow.tell(new PaymentWorkflow.Get(caller.getRef()));
        assertThat(caller.receiveMessage(PATIENCE)).isEqualTo(paid);
        assertThat(account(kit, 2).creditsPosted()).isEqualTo(UInt128.of(30));
        assertThat(account(kit, 2).debitsPosted()).isEqualTo(UInt128.of(10));
    }

    @Test
    void shouldCompleteAfterARestartWithAllCallersDead() {
        int count = 20;
        ActorTestKit first = start();
        openAccounts(first);
        Payments dying = payments(first, call -> new CompletableFuture<>());
        TestProbe<PaymentReply> caller = first.createTestProbe();
        for (int i = 0; i < count; i++) {
            PaymentId id = PaymentId.ofKey("shop/" + i);
            dying.workflow(id).tell(pay(payment(id, 10), 0, caller));
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> account(first, 1).debitsPending().equals(UInt128.of(10 * count)));
        first.shutdownTestKit();

        ActorTestKit second = start();
        payments(second, call -> CompletableFuture.completedFuture(PaymentStep.Result.capture()));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> account(second, 2).creditsPosted().equals(UInt128.of(10 * count)));
        assertThat(account(second, 1).debitsPending()).isEqualTo(UInt128.ZERO);
    }
}
