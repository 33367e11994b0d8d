package docs.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ways to ask the ledger from actors and from other code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingTheLedgerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UInt128 CUSTOMER = UInt128.of(1);
    private static final UInt128 SHOP = UInt128.of(2);

    private final IdGenerator ids = new IdGenerator();
    private final ActorTestKit kit = ActorTestKit.create(
            "docs",
            ConfigFactory.parseString("ledger-actors.embedded.in-memory = on\npekko.loglevel = WARNING")
                    .withFallback(ConfigFactory.defaultReference())
                    .resolve());
    private final Ledger ledger = Ledger.get(kit.system());

    @BeforeAll
    void openAccounts() {
        List<Account> accounts = List.of(account(CUSTOMER), account(SHOP));
        assertThat(get(ledger.createAccounts(accounts)).orThrow()).hasSize(2);
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private Transfer payment(long amount) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(CUSTOMER)
                .creditAccountId(SHOP)
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    // #ask
    /** Pays with {@code context.ask}. The reply comes back as a message of the actor's own. */
    static final class Payer {
        interface Command {}

        record Pay(Transfer transfer, ActorRef<CreateTransferStatus> replyTo) implements Command {}

        private record Paid(Pay pay, CreateTransfersReply reply) implements Command {}

        private record NotAnswered(Pay pay, Throwable failure) implements Command {}

        static Behavior<Command> create(ActorRef<LedgerBatcher.Command> batcher) {
            return Behaviors.setup(context -> Behaviors.receive(Command.class)
                    .onMessage(Pay.class, pay -> {
                        LedgerRequest<CreateTransfersReply> request =
                                LedgerRequest.createTransfers(List.of(pay.transfer()));
                        // The command has the shorter time-out, so that the actor learns which of the two has passed.
                        context.ask(
                                CreateTransfersReply.class,
                                batcher,
                                Duration.ofSeconds(4),
                                replyTo -> request.to(replyTo).withTimeout(Duration.ofSeconds(3)),
                                (reply, failure) ->
                                        failure == null ? new Paid(pay, reply) : new NotAnswered(pay, failure));
                        return Behaviors.same();
                    })
                    .onMessage(Paid.class, paid -> {
                        CreateTransferResult result = paid.reply().orThrow().get(0);
                        paid.pay().replyTo().tell(result.status());
                        return Behaviors.same();
                    })
                    .onMessage(NotAnswered.class, missing -> {
                        context.getLog().warn("No reply to {}.", missing.pay(), missing.failure());
                        return Behaviors.same();
                    })
                    .build());
        }
    }
    // #ask

    @Test
    void shouldAskFromAnActor() {
        TestProbe<CreateTransferStatus> probe = kit.createTestProbe();
        kit.spawn(Payer.create(ledger.batcher())).tell(new Payer.Pay(payment(5), probe.getRef()));
        probe.expectMessage(CreateTransferStatus.Created);
    }

    // #adapters
    /** Pays and then looks the account up, with one adapter for each operation. */
    static final class Cashier {
        interface Command {}

        record Pay(Transfer transfer, ActorRef<UInt128> replyTo) implements Command {}

        private record Paid(CreateTransfersReply reply) implements Command {}

        private record Found(LookupAccountsReply reply) implements Command {}

        static Behavior<Command> create(ActorRef<LedgerBatcher.Command> batcher) {
            return Behaviors.setup(context -> {
                ActorRef<CreateTransfersReply> paid = context.messageAdapter(CreateTransfersReply.class, Paid::new);
                ActorRef<LookupAccountsReply> found = context.messageAdapter(LookupAccountsReply.class, Found::new);
                return Behaviors.receive(Command.class)
                        .onMessage(Pay.class, pay -> {
                            batcher.tell(LedgerRequest.createTransfers(List.of(pay.transfer()))
                                    .to(paid));
                            return paying(batcher, pay, found);
                        })
                        .build();
            });
        }

        private static Behavior<Command> paying(
                ActorRef<LedgerBatcher.Command> batcher, Pay pay, ActorRef<LookupAccountsReply> found) {
            return Behaviors.receive(Command.class)
                    .onMessage(Paid.class, paid -> {
                        UInt128 shop = pay.transfer().creditAccountId();
                        batcher.tell(LedgerRequest.lookupAccounts(List.of(shop)).to(found));
                        return Behaviors.same();
                    })
                    .onMessage(Found.class, answer -> {
                        Account shop = answer.reply().orThrow().get(0);
                        pay.replyTo().tell(shop.creditsPosted());
                        return Behaviors.stopped();
                    })
                    .build();
        }
    }
    // #adapters

    @Test
    void shouldAdaptTheRepliesToTwoOperationsInOneActor() {
        TestProbe<UInt128> probe = kit.createTestProbe();
        kit.spawn(Cashier.create(ledger.batcher())).tell(new Cashier.Pay(payment(7), probe.getRef()));
        assertThat(probe.receiveMessage(PATIENCE)).isGreaterThanOrEqualTo(UInt128.of(7));
    }

    // #pipe
    /** Pays with the stages of {@link Ledger}, piped to the actor itself. */
    static final class Collector {
        interface Command {}

        record Pay(List<Transfer> transfers, ActorRef<Long> replyTo) implements Command {}

        private record Paid(ActorRef<Long> replyTo, CreateTransfersReply reply) implements Command {}

        private record Failed(Throwable failure) implements Command {}

        static Behavior<Command> create(Ledger ledger) {
            return Behaviors.setup(context -> Behaviors.receive(Command.class)
                    .onMessage(Pay.class, pay -> {
                        context.pipeToSelf(
                                ledger.createTransfers(pay.transfers(), Duration.ofSeconds(3)),
                                (reply, failure) ->
                                        failure == null ? new Paid(pay.replyTo(), reply) : new Failed(failure));
                        return Behaviors.same();
                    })
                    .onMessage(Paid.class, paid -> {
                        long created = paid.reply().orThrow().stream()
                                .filter(result -> result.status() == CreateTransferStatus.Created)
                                .count();
                        paid.replyTo().tell(created);
                        return Behaviors.same();
                    })
                    .onMessage(Failed.class, failed -> {
                        throw new IllegalStateException(failed.failure());
                    })
                    .build());
        }
    }
    // #pipe

    @Test
    void shouldPipeTheReplyToTheActorItself() {
        TestProbe<Long> probe = kit.createTestProbe();
        kit.spawn(Collector.create(ledger)).tell(new Collector.Pay(List.of(payment(1), payment(2)), probe.getRef()));
        probe.expectMessage(2L);
    }

    @Test
    void shouldAskFromOutsideOfActors() {
        // #ask-pattern
        LedgerRequest<LookupAccountsReply> request = LedgerRequest.lookupAccounts(List.of(CUSTOMER));
        CompletionStage<LookupAccountsReply> reply = AskPattern.ask(
                ledger.batcher(),
                request::to,
                Duration.ofSeconds(3),
                kit.system().scheduler());
        // #ask-pattern
        assertThat(get(reply).orThrow()).extracting(Account::id).containsExactly(CUSTOMER);
    }

    @Test
    void shouldCreateAChainInOneLine() {
        // #chain
        CompletionStage<CreateTransfersReply> reply = ledger.createTransfers(Transfer.chain(payment(3), payment(4)));
        // #chain
        assertThat(get(reply).orThrow())
                .extracting(CreateTransferResult::status)
                .containsExactly(CreateTransferStatus.Created, CreateTransferStatus.Created);
    }
}
