package io.ledgeractors.actors.account;

import static io.ledgeractors.actors.OutsideLedger.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.GetAccountBalancesReply;
import io.ledgeractors.actors.GetAccountTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.OutsideLedger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests accounts on a cluster of one node and the embedded ledger in memory, or {@link OutsideLedger}. */
class AccountsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ActorTestKit kit;
    private static Accounts accounts;

    private final TestProbe<CreateAccountsReply> opened = kit.createTestProbe();
    private final TestProbe<CreateTransfersReply> moved = kit.createTestProbe();
    private final TestProbe<LookupAccountsReply> read = kit.createTestProbe();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("accounts", OutsideLedger.or(ConfigFactory.load("cluster-test")));
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Ledger.get(kit.system()).awaitReady(PATIENCE);
        accounts = Accounts.get(kit.system());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private void open(long id, int flags) {
        accounts.entity(id(id)).tell(new AccountEntity.Open(1, 1, flags, UserData.of(id), opened.getRef()));
    }

    private CreateAccountStatus opening() {
        return opened.receiveMessage(PATIENCE).orThrow().get(0).status();
    }

    private CreateTransferStatus moving() {
        return moved.receiveMessage(PATIENCE).orThrow().get(0).status();
    }

    private Account balance(long id) {
        accounts.entity(id(id)).tell(new AccountEntity.GetBalance(read.getRef()));
        return read.receiveMessage(PATIENCE).orThrow().get(0);
    }

    private static AccountEntity.Movement movement(long id, long to, long amount) {
        return new AccountEntity.Movement(id(id), id(to), UInt128.of(amount), 1, 1, UserData.of(id));
    }

    @Test
    void shouldOpenTransferReservePostVoidAndReadTheBalance() {
        open(11, 0);
        assertThat(opening()).isEqualTo(CreateAccountStatus.Created);
        open(11, 0);
        assertThat(opening()).isEqualTo(CreateAccountStatus.Exists);
        open(12, 0);
        assertThat(opening()).isEqualTo(CreateAccountStatus.Created);
        var payer = accounts.entity(id(11));
        payer.tell(new AccountEntity.Transfer(movement(1_101, 12, 10), moved.getRef()));
        payer.tell(new AccountEntity.Reserve(movement(1_102, 12, 20), 60, moved.getRef()));
        payer.tell(new AccountEntity.Reserve(movement(1_103, 12, 40), 60, moved.getRef()));
        payer.tell(new AccountEntity.Post(id(1_104), id(1_102), UInt128.MAX, UserData.NONE, moved.getRef()));
        payer.tell(new AccountEntity.Void(id(1_105), id(1_103), UserData.NONE, moved.getRef()));
        for (int i = 0; i < 5; i++) {
            assertThat(moving()).isEqualTo(CreateTransferStatus.Created);
        }
        assertThat(balance(11).debitsPosted()).isEqualTo(UInt128.of(30));
        assertThat(balance(11).debitsPending()).isEqualTo(UInt128.ZERO);
        assertThat(balance(12).creditsPosted()).isEqualTo(UInt128.of(30));
    }

    @Test
    void shouldRefuseToSettleTheReserveOfAnotherAccount() {
        open(21, 0);
        open(22, 0);
        opening();
        opening();
        accounts.entity(id(21)).tell(new AccountEntity.Reserve(movement(2_101, 22, 5), 0, moved.getRef()));
        assertThat(moving()).isEqualTo(CreateTransferStatus.Created);
        accounts.entity(id(22)).tell(new AccountEntity.Void(id(2_102), id(2_101), UserData.NONE, moved.getRef()));
        assertThat(moving()).isEqualTo(CreateTransferStatus.PendingTransferHasDifferentDebitAccountId);
    }

    @Test
    void shouldKeepTheOrderOfManyCommandsWithoutWaitingBetweenThem() {
        open(31, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        open(32, 0);
        opening();
        opening();
        var rich = accounts.entity(id(32));
        var poor = accounts.entity(id(31));
        rich.tell(new AccountEntity.Transfer(movement(3_000, 31, 1), moved.getRef()));
        assertThat(moving()).isEqualTo(CreateTransferStatus.Created);
        int rounds = 200;
        for (int i = 1; i <= rounds; i++) {
            poor.tell(new AccountEntity.Transfer(movement(3_000 + i, 32, i == 1 ? 1 : 2), moved.getRef()));
            poor.tell(new AccountEntity.GetBalance(read.getRef()));
        }
        List<CreateTransferStatus> statuses = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            statuses.add(moving());
            assertThat(read.receiveMessage(PATIENCE).orThrow().get(0).debitsPosted())
                    .isEqualTo(UInt128.of(1));
        }
        assertThat(statuses.get(0)).isEqualTo(CreateTransferStatus.Created);
        assertThat(statuses.subList(1, rounds)).containsOnly(CreateTransferStatus.ExceedsCredits);
    }

    @Test
    void shouldFindNothingForAnAccountThatWasNeverOpened() {
        accounts.entity(id(99)).tell(new AccountEntity.GetBalance(read.getRef()));
        assertThat(read.receiveMessage(PATIENCE).orThrow()).isEmpty();
    }

    @Test
    void shouldCloseAndReopenAndTellTheHistory() {
        open(41, AccountFlags.HISTORY);
        open(42, 0);
        opening();
        opening();
        var account = accounts.entity(id(41));
        account.tell(new AccountEntity.Transfer(movement(4_101, 42, 10), moved.getRef()));
        account.tell(new AccountEntity.Transfer(movement(4_102, 42, 5), moved.getRef()));
        account.tell(new AccountEntity.Close(id(4_103), id(42), 1, 1, UserData.NONE, moved.getRef()));
        account.tell(new AccountEntity.Transfer(movement(4_104, 42, 1), moved.getRef()));
        account.tell(new AccountEntity.Reopen(id(4_105), id(4_103), UserData.NONE, moved.getRef()));
        account.tell(new AccountEntity.Transfer(movement(4_106, 42, 1), moved.getRef()));
        List<CreateTransferStatus> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(moving());
        }
        assertThat(statuses)
                .containsExactly(
                        CreateTransferStatus.Created,
                        CreateTransferStatus.Created,
                        CreateTransferStatus.Created,
                        CreateTransferStatus.DebitAccountAlreadyClosed,
                        CreateTransferStatus.Created,
                        CreateTransferStatus.Created);
        TestProbe<GetAccountBalancesReply> history = kit.createTestProbe();
        account.tell(new AccountEntity.GetHistory(Window.NEWEST, history.getRef()));
        assertThat(history.receiveMessage(PATIENCE).orThrow())
                .extracting(AccountBalance::debitsPosted)
                .startsWith(UInt128.of(16))
                .endsWith(UInt128.of(10));
        TestProbe<GetAccountTransfersReply> transfers = kit.createTestProbe();
        account.tell(new AccountEntity.GetTransfers(new Window(0, 0, 2, false), transfers.getRef()));
        assertThat(transfers.receiveMessage(PATIENCE).orThrow())
                .extracting(Transfer::id)
                .containsExactly(id(4_101), id(4_102));
    }
}
