package docs.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import docs.PageCode;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ways to ask the entity of an account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingAnAccountIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UInt128 CUSTOMER = UInt128.of(1);
    private static final UInt128 SHOP = UInt128.of(2);

    private final IdGenerator ids = new IdGenerator();
    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("cluster-test"));

    @BeforeAll
    void openAccounts() {
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Ledger ledger = Ledger.get(kit.system());
        ledger.awaitReady(PATIENCE);
        assertThat(get(ledger.createAccounts(List.of(account(CUSTOMER), account(SHOP))))
                        .orThrow())
                .hasSize(2);
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private AccountEntity.Movement movement(long amount) {
        return new AccountEntity.Movement(ids.next(), SHOP, UInt128.of(amount), 1, 1, UserData.NONE);
    }

    @Test
    void shouldAskAnAccountFromOutsideOfActors() {
        Accounts accounts = Accounts.get(kit.system());
        AccountEntity.Movement movement = movement(5);
        // #entity
        EntityRef<AccountEntity.Command> customer = accounts.entity(CUSTOMER);
        CompletionStage<CreateTransfersReply> paid =
                customer.ask(replyTo -> new AccountEntity.Transfer(movement, replyTo), Duration.ofSeconds(3));
        CompletionStage<LookupAccountsReply> balance =
                customer.ask(AccountEntity.GetBalance::new, Duration.ofSeconds(3));
        // #entity
        assertThat(get(paid).orThrow().get(0).status()).isEqualTo(CreateTransferStatus.Created);
        assertThat(get(balance).orThrow().get(0).debitsPosted()).isGreaterThanOrEqualTo(UInt128.of(5));
    }

    // #entity-actor
    /** Pays from an account and then asks for its balance, with one adapter for each type of reply. */
    static final class Wallet {
        interface Command {}

        record Pay(AccountEntity.Movement movement, ActorRef<UInt128> replyTo) implements Command {}

        private record Paid(CreateTransfersReply reply) implements Command {}

        private record Balance(LookupAccountsReply reply) implements Command {}

        static Behavior<Command> create(EntityRef<AccountEntity.Command> account) {
            return Behaviors.setup(context -> {
                ActorRef<CreateTransfersReply> paid = context.messageAdapter(CreateTransfersReply.class, Paid::new);
                ActorRef<LookupAccountsReply> balance = context.messageAdapter(LookupAccountsReply.class, Balance::new);
                return Behaviors.receive(Command.class)
                        .onMessage(Pay.class, pay -> {
                            // The entity keeps the order of its commands.
                            account.tell(new AccountEntity.Transfer(pay.movement(), paid));
                            account.tell(new AccountEntity.GetBalance(balance));
                            return paying(pay.replyTo());
                        })
                        .build();
            });
        }

        private static Behavior<Command> paying(ActorRef<UInt128> replyTo) {
            return Behaviors.receive(Command.class)
                    .onMessage(Paid.class, paid -> {
                        paid.reply().orThrow();
                        return Behaviors.same();
                    })
                    .onMessage(Balance.class, balance -> {
                        Account account = balance.reply().orThrow().get(0);
                        replyTo.tell(account.debitsPosted());
                        return Behaviors.stopped();
                    })
                    .build();
        }
    }
    // #entity-actor

    @Test
    void shouldAskAnAccountFromAnActor() {
        TestProbe<UInt128> probe = kit.createTestProbe();
        EntityRef<AccountEntity.Command> customer = Accounts.get(kit.system()).entity(CUSTOMER);
        kit.spawn(Wallet.create(customer)).tell(new Wallet.Pay(movement(7), probe.getRef()));
        assertThat(probe.receiveMessage(PATIENCE)).isGreaterThanOrEqualTo(UInt128.of(7));
    }

    @Test
    void shouldShowOnThePageWhatIsCompiledHere() throws Exception {
        List<String> compiled = new ArrayList<>(PageCode.compiled("actors/AskingTheLedgerTest.java"));
        compiled.addAll(PageCode.compiled("actors/AskingAnAccountIT.java"));
        assertThat(PageCode.shown("actors.md")).isNotEmpty().isEqualTo(compiled);
    }
}
