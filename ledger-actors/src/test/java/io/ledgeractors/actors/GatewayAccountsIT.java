package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the entities of accounts on nodes that a gateway limits by their roles. */
class GatewayAccountsIT {
    private static final String LIMITS = """
            ledger-actors.gateway.access.limits = [
              { roles = [web], ledgers = [1], codes = [10], amount-max = 100 }
              { roles = [desk], ledgers = [1], codes = [10] }
            ]""";
    private static final UInt128 ACCOUNT = UInt128.of(11);
    private static final UInt128 OTHER = UInt128.of(12);

    /** Makes a command from its id and the actor that gets the reply. */
    private interface Settlement {
        AccountEntity.Command of(UInt128 id, ActorRef<CreateTransfersReply> replyTo);
    }

    private final GatewayNodes nodes = new GatewayNodes();
    private final AtomicLong ids = new AtomicLong(1_000);
    private EmbeddedLedger books;

    @BeforeEach
    void start() {
        books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        nodes.gateway(books::newSession, LIMITS);
    }

    @AfterEach
    void stop() {
        nodes.close();
        books.close();
    }

    /** Starts a node whose entities no other node has, and opens two accounts through them. */
    private ActorSystem<Void> caller(String role) {
        ActorSystem<Void> node =
                nodes.caller("pekko.cluster.roles = [" + role + "]", "pekko.cluster.sharding.role = " + role);
        Ledger.get(node).awaitReady(GatewayNodes.PATIENCE);
        for (UInt128 account : List.of(ACCOUNT, OTHER)) {
            CompletionStage<CreateAccountsReply> opened = entity(node, account)
                    .ask(replyTo -> new AccountEntity.Open(1, 10, 0, UserData.NONE, replyTo), GatewayNodes.PATIENCE);
            assertThat(GatewayNodes.await(opened).orThrow().get(0).status()).isEqualTo(CreateAccountStatus.Created);
        }
        return node;
    }

    private static EntityRef<AccountEntity.Command> entity(ActorSystem<?> node, UInt128 account) {
        return Accounts.get(node).entity(account);
    }

    private CreateTransfersReply ask(EntityRef<AccountEntity.Command> entity, Settlement command) {
        UInt128 id = newId();
        Function<ActorRef<CreateTransfersReply>, AccountEntity.Command> withReplyTo =
                replyTo -> command.of(id, replyTo);
        return GatewayNodes.await(entity.ask(withReplyTo::apply, GatewayNodes.PATIENCE));
    }

    private UInt128 newId() {
        return UInt128.of(ids.incrementAndGet());
    }

    private void assertStatus(
            CreateTransferStatus status, EntityRef<AccountEntity.Command> entity, Settlement command) {
        assertThat(ask(entity, command).orThrow().get(0).status()).isEqualTo(status);
    }

    private void assertCreated(EntityRef<AccountEntity.Command> entity, Settlement command) {
        assertStatus(CreateTransferStatus.Created, entity, command);
    }

    private void assertDenied(String why, EntityRef<AccountEntity.Command> entity, Settlement command) {
        assertThat(ask(entity, command).outcome()).isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.DENIED);
            assertThat(refused.message()).contains(why);
        });
    }

    private static AccountEntity.Movement movement(UInt128 id, long amount) {
        return new AccountEntity.Movement(id, OTHER, UInt128.of(amount), 1, 10, UserData.NONE);
    }

    private UInt128 reserve(EntityRef<AccountEntity.Command> entity, long amount) {
        UInt128 reserve = newId();
        assertCreated(entity, (id, replyTo) -> new AccountEntity.Reserve(movement(reserve, amount), 0, replyTo));
        return reserve;
    }

    @Test
    void shouldPostAndVoidWithinLimitsWhatTheCommandStates() {
        ActorSystem<Void> node = caller("web");
        EntityRef<AccountEntity.Command> entity = entity(node, ACCOUNT);
        UInt128 first = reserve(entity, 40);
        UInt128 all = UInt128.MAX;
        UInt128 amount = UInt128.of(40);
        UserData none = UserData.NONE;
        assertDenied("states no ledger", entity, (id, to) -> new AccountEntity.Post(id, first, amount, none, to));
        assertDenied("states no amount", entity, (id, to) -> new AccountEntity.Post(id, first, all, 1, 10, none, to));
        assertCreated(entity, (id, to) -> new AccountEntity.Post(id, first, amount, 1, 10, none, to));
        UInt128 second = reserve(entity, 40);
        assertDenied("states no ledger", entity, (id, to) -> new AccountEntity.Void(id, second, none, to));
        assertStatus(
                CreateTransferStatus.PendingTransferHasDifferentAmount,
                entity,
                (id, to) -> new AccountEntity.Void(id, second, UInt128.of(39), 1, 10, none, to));
        assertCreated(entity, (id, to) -> new AccountEntity.Void(id, second, amount, 1, 10, none, to));
        CompletionStage<LookupAccountsReply> balance = entity.ask(AccountEntity.GetBalance::new, GatewayNodes.PATIENCE);
        assertThat(GatewayNodes.await(balance).orThrow()).singleElement().satisfies(account -> {
            assertThat(account.debitsPosted()).isEqualTo(amount);
            assertThat(account.debitsPending()).isEqualTo(UInt128.ZERO);
        });
    }

    @Test
    void shouldReopenWithinALimitOfAmountsWhatWasClosedWithAnAmount() {
        ActorSystem<Void> node = caller("web");
        EntityRef<AccountEntity.Command> entity = entity(node, ACCOUNT);
        Transfer closing = Transfer.builder()
                .id(newId())
                .debitAccountId(ACCOUNT)
                .creditAccountId(OTHER)
                .amount(1)
                .ledger(1)
                .code(10)
                .flags(TransferFlags.PENDING | TransferFlags.CLOSING_DEBIT)
                .build();
        assertThat(GatewayNodes.await(Ledger.get(node).createTransfers(List.of(closing)))
                        .orThrow()
                        .get(0)
                        .status())
                .isEqualTo(CreateTransferStatus.Created);
        assertStatus(
                CreateTransferStatus.DebitAccountAlreadyClosed,
                entity,
                (id, to) -> new AccountEntity.Transfer(movement(id, 1), to));
        UserData none = UserData.NONE;
        assertDenied(
                "states no amount",
                entity,
                (id, to) -> new AccountEntity.Reopen(id, closing.id(), UInt128.ZERO, 1, 10, none, to));
        assertCreated(
                entity, (id, to) -> new AccountEntity.Reopen(id, closing.id(), closing.amount(), 1, 10, none, to));
        assertCreated(entity, (id, to) -> new AccountEntity.Transfer(movement(id, 1), to));
    }

    @Test
    void shouldCloseAndReopenWithoutALimitOfAmounts() {
        EntityRef<AccountEntity.Command> entity = entity(caller("desk"), ACCOUNT);
        UInt128 closing = newId();
        UserData none = UserData.NONE;
        assertCreated(entity, (id, to) -> new AccountEntity.Close(closing, OTHER, 1, 10, none, to));
        assertDenied("states no ledger", entity, (id, to) -> new AccountEntity.Reopen(id, closing, none, to));
        assertCreated(entity, (id, to) -> new AccountEntity.Reopen(id, closing, UInt128.ZERO, 1, 10, none, to));
        assertCreated(entity, (id, to) -> new AccountEntity.Transfer(movement(id, 1), to));
    }
}
