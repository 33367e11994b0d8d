package docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.testkit.LedgerTest;
import io.ledgeractors.testkit.LedgerTestKit;
import io.ledgeractors.testkit.LedgerTestKitSettings;
import io.ledgeractors.testkit.TestPaymentStep;
import io.ledgeractors.testkit.probe.LedgerProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/testing.md. Each block of the page stands between two marks in a file of this package. */
class TestingPageTest {
    private static final Path PAGE = Path.of("../docs/testing.md");
    private static final Path TESTS = Path.of("src/test/java/docs/testing");

    private static Transfer transfer(long id) {
        return Transfer.builder()
                .id(id)
                .debitAccountId(1)
                .creditAccountId(2)
                .amount(10)
                .ledger(1)
                .code(1)
                .build();
    }

    @Test
    void shouldWorkWithoutJUnit() {
        // #without-junit
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            kit.accounts(1, 2);
            kit.assertAccount(1).debitsPosted(0);
        }
        // #without-junit
    }

    // #parameter
    @LedgerTest
    void shouldHaveNoMoney(LedgerTestKit kit) {
        kit.account(1).debitsMustNotExceedCredits().create();
        kit.accounts(2);
        TestProbe<String> customer = kit.testKit().createTestProbe();
        kit.testKit().spawn(Till.create(kit.ledger())).tell(new Till.Take(7, 60, customer.ref()));
        customer.expectMessage("no money");
    }
    // #parameter

    @LedgerTest
    void shouldMoveTheTime(LedgerTestKit kit) {
        // #advance
        kit.accounts(1, 2);
        Transfer reserve = transfer(7).toBuilder()
                .flags(TransferFlags.PENDING)
                .timeout(3600)
                .build();
        kit.await(kit.ledger().createTransfers(List.of(reserve)));
        kit.advance(Duration.ofMinutes(59));
        kit.assertAccount(1).debitsPending(10);
        kit.advance(Duration.ofMinutes(1));
        kit.assertAccount(1).debitsPending(0);
        // #advance
    }

    @LedgerTest
    void shouldProbe(LedgerTestKit kit) {
        // #probe
        LedgerProbe probe = LedgerProbe.create(kit.system());
        ActorRef<Till.Message> till = kit.testKit().spawn(Till.create(probe.ledger()));
        TestProbe<String> customer = kit.testKit().createTestProbe();

        till.tell(new Till.Take(7, 60, customer.ref()));
        probe.expectCreateTransfers().reply(CreateTransferStatus.ExceedsCredits);
        customer.expectMessage("no money");

        till.tell(new Till.Take(8, 60, customer.ref()));
        probe.expectCreateTransfers().refuse(Refusal.OVERLOADED);
        customer.expectMessage("try again");

        till.tell(new Till.Take(9, 60, customer.ref()));
        probe.expectCreateTransfers().unknown();
        customer.expectMessage("ask at the desk");
        probe.expectNoAsk();
        // #probe
    }

    @LedgerTest
    void shouldStream(LedgerTestKit kit) {
        // #stream
        kit.accounts(1, 2);
        CompletionStage<List<TransferResult>> results = Source.range(1, 100)
                .map(id -> transfer(id))
                .via(LedgerFlow.createTransfers(kit.ledger()))
                .runWith(Sink.seq(), kit.system());
        assertThat(kit.await(results)).hasSize(100);
        kit.assertAccount(1).debitsPosted(1000);
        // #stream
    }

    @LedgerTest(cluster = true)
    void shouldReadABalance(LedgerTestKit kit) {
        // #entity
        kit.accounts(1);
        Accounts accounts = kit.startAccounts();
        Account account = kit.await(
                        accounts.entity(UInt128.of(1)).ask(AccountEntity.GetBalance::new, Duration.ofSeconds(3)))
                .orThrow()
                .get(0);
        // #entity
        assertThat(account.debitsPosted()).isEqualTo(UInt128.ZERO);
    }

    // #payment
    @LedgerTest(cluster = true)
    void shouldReleaseTheMoneyWhenTheWarehouseDoesNotAnswer(LedgerTestKit kit) {
        kit.accounts(1, 2);
        TestPaymentStep warehouse = TestPaymentStep.hanging();
        Payments payments = kit.startPayments(PaymentSettings.create(kit.system(), "orders", 10, 1), warehouse);
        PaymentId id = PaymentId.ofKey("order 1");
        Payment payment = Payment.twoPhase(id, List.of(new Leg(UInt128.of(1), UInt128.of(2), UInt128.of(60), 1)));

        Instant deadline = kit.now().plusSeconds(60);
        CompletionStage<PayReply> reply = payments.workflow(id).pay(payment, deadline);
        warehouse.expectCall();
        kit.assertAccount(1).debitsPending(60);
        kit.advanceTo(deadline);
        assertThat(kit.await(reply)).isInstanceOf(PayReply.Refused.class);
        kit.assertAccount(1).debitsPending(0).debitsPosted(0);
    }
    // #payment

    @Test
    void shouldServeTwoNodes() {
        // #nodes
        try (LedgerTestKit kit = LedgerTestKit.create();
                LedgerTestKit other = LedgerTestKit.create()) {
            Ledger ofOtherNode = kit.join(other.system());
            kit.accounts(1, 2);
            kit.await(ofOtherNode.createTransfers(List.of(transfer(7))));
            kit.assertAccount(1).debitsPosted(10);
        }
        // #nodes
    }

    @Test
    void shouldLiveInASystemOfTheUser() {
        // #own-system
        ActorTestKit testKit = ActorTestKit.create(
                ConfigFactory.parseResources("ledger-testkit.conf").withFallback(ConfigFactory.load()));
        try (LedgerTestKit kit =
                LedgerTestKit.create(testKit, LedgerTestKitSettings.create().asDefault())) {
            assertThat(Ledger.get(testKit.system())).isSameAs(kit.ledger());
        } finally {
            testKit.shutdownTestKit();
        }
        // #own-system
    }

    @Test
    void shouldShowOnThePageWhatIsCompiledHere() throws IOException {
        assertThat(shown()).isNotEmpty().containsExactlyInAnyOrderElementsOf(compiled());
    }

    private static List<String> shown() throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (code.find()) {
            shown.add(code.group(1).strip());
        }
        return shown;
    }

    private static List<String> compiled() throws IOException {
        List<String> compiled = new ArrayList<>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.sorted().toList()) {
                Matcher blocks = Pattern.compile("( *)// #([a-z-]+)\n(.*?) *// #\\2\n", Pattern.DOTALL)
                        .matcher(Files.readString(file));
                while (blocks.find()) {
                    compiled.add(blocks.group(3)
                            .replace("\n" + blocks.group(1), "\n")
                            .strip());
                }
            }
        }
        return compiled;
    }
}
