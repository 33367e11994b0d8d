package docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.Legs;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of README.md: each block of the page stands between two marks. */
class ReadmePageTest {
    private static final Path PAGE = Path.of("../README.md");
    private static final Path SELF = Path.of("src/test/java/docs/ReadmePageTest.java");
    private static final String CONFIG = "ledger-actors.embedded.in-memory = on, pekko.actor.provider = cluster,"
            + " pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 },"
            + " pekko.cluster { jmx.enabled = off, downing-provider-class = \"\" }";

    private final ActorSystem<Void> system = ActorSystem.create(
            Behaviors.empty(), "readme", ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    private final UInt128 payer = UInt128.of(1);
    private final UInt128 payee = UInt128.of(2);
    private final Transfer transfer = Transfer.builder()
            .id(7)
            .debitAccountId(payer)
            .creditAccountId(payee)
            .amount(5)
            .ledger(1)
            .code(1)
            .build();

    @BeforeEach
    void openAccounts() {
        get(Ledger.get(system).createAccounts(List.of(account(payer), account(payee))))
                .orThrow();
    }

    @AfterEach
    void stop() {
        system.terminate();
        get(system.getWhenTerminated());
    }

    @Test
    void shouldAskAndTell() {
        // #ask
        Ledger ledger = Ledger.get(system);
        Account customer = Account.builder().id(101).ledger(1).code(1).build();
        Account shop = Account.builder().id(102).ledger(1).code(1).build();
        CompletionStage<List<CreateAccountResult>> opened =
                ledger.createAccounts(List.of(customer, shop)).thenApply(LedgerReply::orThrow);

        IdGenerator ids = new IdGenerator(); // one for the whole program
        Transfer price = Transfer.builder()
                .id(ids.next())
                .debitAccountId(customer.id())
                .creditAccountId(shop.id())
                .amount(25)
                .ledger(1)
                .code(1)
                .build();
        CompletionStage<List<CreateTransferResult>> created = opened.thenCompose(
                        results -> ledger.createTransfers(List.of(price)))
                .thenApply(LedgerReply::orThrow);
        // #ask
        assertThat(get(created).get(0).status()).isEqualTo(CreateTransferStatus.Created);

        CompletableFuture<CreateTransfersReply> told = new CompletableFuture<>();
        ActorRef<CreateTransfersReply> replyTo = receiver("told", told);
        // #tell
        ledger.batcher().tell(LedgerRequest.createTransfers(List.of(transfer)).to(replyTo));
        // #tell
        assertThat(get(told).orThrow().get(0).status().isInLedger()).isTrue();
    }

    @Test
    void shouldAskEntitiesAndPayments() {
        // #join
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        // #join
        CompletableFuture<LookupAccountsReply> balance = new CompletableFuture<>();
        ActorRef<LookupAccountsReply> balanceTo = receiver("balance", balance);
        // #entity
        Accounts.get(system).entity(payer).tell(new AccountEntity.GetBalance(balanceTo));
        // #entity
        assertThat(get(balance).orThrow()).hasSize(1);

        PaymentStep step = call -> CompletableFuture.completedFuture(PaymentStep.Result.capture());
        Payments payments = Payments.init(system, PaymentSettings.create(system, "readme", 1, 1), step);
        Payment payment = Payment.twoPhase(PaymentId.ofKey("order 1"), Legs.single(payer, payee, UInt128.of(5), 1));
        // #payment
        CompletionStage<PayReply> paid =
                payments.workflow(payment.id()).pay(payment, Instant.now().plusSeconds(10));
        // #payment
        assertThat(get(paid)).isInstanceOf(PayReply.Paid.class);
    }

    @Test
    void shouldStream() {
        List<Transfer> transfers = List.of(transfer);
        // #stream
        CompletionStage<List<TransferResult>> results =
                Source.from(transfers).via(LedgerFlow.createTransfers(system)).runWith(Sink.seq(), system);
        // #stream
        assertThat(get(results)).hasSize(1);
    }

    @Test
    void shouldTimeOut() {
        Ledger ledger = Ledger.get(system);
        // #time-out
        CompletionStage<CreateTransfersReply> reply = ledger.createTransfers(List.of(transfer), Duration.ofSeconds(2));
        // #time-out
        assertThat(get(reply).orThrow()).hasSize(1);
    }

    /** Is compiled but not run, because no server listens on the port of the page. */
    List<CreateTransferResult> client() throws InterruptedException {
        // #client
        ClientSettings settings = ClientSettings.create(UInt128.ZERO, "3000");
        try (LedgerClient client = LedgerClient.create(settings)) {
            client.awaitReady(Duration.ofSeconds(5));
            return client.createTransfers(List.of(transfer));
        } catch (OutcomeUnknownException unknown) {
            // Send the same transfers with the same ids again to find out.
            throw unknown;
        } catch (RequestException refused) {
            // Nothing was executed, and never will be. The class says why, such as QueueFullException.
            throw refused;
        }
        // #client
    }

    @Test
    void shouldShowOnThePageWhatIsCompiledHere() throws Exception {
        List<String> here = new ArrayList<>();
        Matcher marked = Pattern.compile(" *// #([a-z-]+)\n(.*?) *// #\\1\n", Pattern.DOTALL)
                .matcher(Files.readString(SELF));
        while (marked.find()) {
            here.add(marked.group(2).stripTrailing().stripIndent());
        }
        List<String> shown = new ArrayList<>();
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (code.find()) {
            if (!code.group(1).startsWith("module ")) {
                shown.add(code.group(1).strip());
            }
        }
        assertThat(shown).isNotEmpty().isEqualTo(here);
    }

    private <T> ActorRef<T> receiver(String name, CompletableFuture<T> reply) {
        return system.systemActorOf(
                Behaviors.receiveMessage(message -> {
                    reply.complete(message);
                    return Behaviors.stopped();
                }),
                name,
                Props.empty());
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
