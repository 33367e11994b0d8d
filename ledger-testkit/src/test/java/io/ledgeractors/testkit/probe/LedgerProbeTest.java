package io.ledgeractors.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Lane;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerReply.Refused;
import io.ledgeractors.actors.LedgerReply.Unknown;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.testkit.LedgerTestKit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerProbeTest {
    @RegisterExtension
    static final LedgerTestKit kit = LedgerTestKit.inMemory();

    private LedgerProbe probe;
    private Ledger ledger;

    @BeforeEach
    void create() {
        probe = LedgerProbe.create(kit.system());
        ledger = probe.ledger();
    }

    private static Account account(long id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static Transfer transfer(long id) {
        return Transfer.builder()
                .id(id)
                .debitAccountId(1)
                .creditAccountId(2)
                .amount(5)
                .ledger(1)
                .code(1)
                .build();
    }

    private static <R> List<R> results(CompletionStage<? extends LedgerReply<R>> reply) {
        return kit.await(reply).orThrow();
    }

    @Test
    void shouldAnswerAllTransfersOrEachByItsPosition() {
        CompletionStage<CreateTransfersReply> first = ledger.createTransfers(List.of(transfer(7), transfer(8)));
        ExpectedCreation<Transfer, CreateTransferStatus> ask = probe.expectCreateTransfers();
        assertThat(ask.events()).containsExactly(transfer(7), transfer(8));
        ask.reply(CreateTransferStatus.Created);
        assertThat(results(first))
                .containsExactly(
                        new CreateTransferResult(1, CreateTransferStatus.Created),
                        new CreateTransferResult(2, CreateTransferStatus.Created));
        CompletionStage<CreateTransfersReply> second = ledger.createTransfers(List.of(transfer(7), transfer(8)));
        ExpectedCreation<Transfer, CreateTransferStatus> other = probe.expectCreateTransfers();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.reply(List.of(CreateTransferStatus.Created)))
                .withMessageContaining("each event needs one");
        other.reply(List.of(CreateTransferStatus.Exists, CreateTransferStatus.ExceedsCredits));
        assertThat(results(second))
                .extracting(CreateTransferResult::status)
                .containsExactly(CreateTransferStatus.Exists, CreateTransferStatus.ExceedsCredits);
        assertThatIllegalStateException()
                .isThrownBy(() -> other.reply(CreateTransferStatus.Created))
                .withMessageContaining("answered before");
    }

    @Test
    void shouldRefuseAndLeaveUnknown() {
        CompletionStage<CreateTransfersReply> refused = ledger.createTransfers(List.of(transfer(7)));
        probe.expectCreateTransfers().refuse(Refusal.OVERLOADED);
        assertThat(((Refused<?>) kit.await(refused).outcome()).reason()).isEqualTo(Refusal.OVERLOADED);
        CompletionStage<CreateTransfersReply> unknown = ledger.createTransfers(List.of(transfer(7)));
        probe.expectCreateTransfers().unknown();
        assertThat(((Unknown<?>) kit.await(unknown).outcome()).ids()).containsExactly(UInt128.of(7));
    }

    @Test
    void shouldAnswerEachOperation() {
        var created = ledger.createAccounts(List.of(account(1)));
        probe.expectCreateAccounts().reply(CreateAccountStatus.Created);
        assertThat(results(created).get(0).status()).isEqualTo(CreateAccountStatus.Created);

        var accounts = ledger.lookupAccounts(List.of(UInt128.of(1), UInt128.of(2)));
        ExpectedLookup<Account> lookup = probe.expectLookupAccounts();
        assertThat(lookup.ids()).containsExactly(UInt128.of(1), UInt128.of(2));
        lookup.reply(List.of(account(2)));
        assertThat(results(accounts)).containsExactly(account(2));

        var transfers = ledger.lookupTransfers(List.of(UInt128.of(7)));
        probe.expectLookupTransfers().reply(List.of(transfer(7)));
        assertThat(results(transfers)).containsExactly(transfer(7));

        AccountFilter ofAccount = AccountFilter.builder().accountId(1).limit(3).build();
        var read = ledger.ask(LedgerRequest.getAccountTransfers(ofAccount));
        ExpectedQuery<AccountFilter, Transfer> query = probe.expectGetAccountTransfers();
        assertThat(query.filter()).isEqualTo(ofAccount);
        query.reply(List.of(transfer(7), transfer(8)));
        assertThat(results(read)).hasSize(2);

        AccountBalance balance = new AccountBalance(UInt128.ZERO, UInt128.of(5), UInt128.ZERO, UInt128.ZERO, 9);
        var balances = ledger.ask(LedgerRequest.getAccountBalances(ofAccount));
        probe.expectGetAccountBalances().reply(List.of(balance));
        assertThat(results(balances)).containsExactly(balance);

        QueryFilter all = QueryFilter.builder().code(4).build();
        var queried = ledger.ask(LedgerRequest.queryAccounts(all));
        ExpectedQuery<QueryFilter, Account> accountsQuery = probe.expectQueryAccounts();
        assertThat(accountsQuery.filter().code()).isEqualTo(4);
        accountsQuery.reply(List.of());
        assertThat(results(queried)).isEmpty();

        var queriedTransfers = ledger.ask(LedgerRequest.queryTransfers(all));
        probe.expectQueryTransfers().reply(List.of(transfer(7)));
        assertThat(results(queriedTransfers)).hasSize(1);

        var events = ledger.ask(
                LedgerRequest.getChangeEvents(ChangeEventsFilter.builder().build()));
        probe.expectGetChangeEvents().reply(List.of());
        assertThat(results(events)).isEmpty();
    }

    @Test
    void shouldShowHowTheAskWasMade() {
        ledger.newHandle().withTimeout(Duration.ofSeconds(2)).createTransfers(List.of(transfer(7)));
        ExpectedAsk ordered = probe.expectCreateTransfers();
        assertThat(ordered.order()).isPositive();
        assertThat(ordered.lane()).isEqualTo(Lane.INTERACTIVE);
        assertThat(ordered.timeout()).contains(Duration.ofSeconds(2));
        ledger.createTransfers(List.of(transfer(7)));
        ExpectedAsk plain = probe.expectCreateTransfers();
        assertThat(plain.order()).isZero();
        assertThat(plain.timeout()).isEmpty();
    }

    @Test
    void shouldSayWhichAskCameInPlaceOfTheExpectedOne() {
        ledger.lookupAccounts(List.of(UInt128.of(1)));
        assertThatThrownBy(probe::expectCreateTransfers)
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected CREATE_TRANSFERS, but the next ask is LOOKUP_ACCOUNTS with 1 events");
    }

    @Test
    void shouldFindThatThereIsNoAsk() {
        ActorRef<String> forwarder = kit.testKit().spawn(Behaviors.receiveMessage(message -> {
            if (message.equals("ask")) {
                ledger.lookupAccounts(List.of(UInt128.of(1)));
            }
            return Behaviors.same();
        }));
        forwarder.tell("do nothing");
        probe.expectNoAsk();
        forwarder.tell("ask");
        assertThatThrownBy(probe::expectNoAsk)
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected no ask, but there is one: LOOKUP_ACCOUNTS with 1 events");
    }

    @Test
    void shouldServeStreamsAndEntities() {
        CompletionStage<List<TransferResult>> streamed = Source.from(List.of(transfer(7), transfer(8)))
                .via(LedgerFlow.createTransfers(ledger))
                .runWith(Sink.seq(), kit.system());
        ExpectedCreation<Transfer, CreateTransferStatus> bulk = probe.expectCreateTransfers();
        assertThat(bulk.lane()).isEqualTo(Lane.BULK);
        bulk.reply(CreateTransferStatus.Created);
        if (bulk.events().size() == 1) {
            probe.expectCreateTransfers().reply(CreateTransferStatus.Created);
        }
        assertThat(kit.await(streamed)).hasSize(2);

        TestProbe<LookupAccountsReply> balance = kit.testKit().createTestProbe();
        kit.testKit()
                .spawn(AccountEntity.create(UInt128.of(1), probe.batcher()))
                .tell(new AccountEntity.GetBalance(balance.getRef()));
        probe.expectLookupAccounts().reply(List.of(account(1)));
        assertThat(balance.receiveMessage().orThrow()).containsExactly(account(1));
    }

    @Test
    void shouldBeReadyAndTellItsState() {
        assertThat(ledger.awaitReady(Duration.ofSeconds(3)).transport()).isEqualTo("probe");
        assertThat(ledger.isReady()).isTrue();
        assertThat(ledger.limits().batchSizeLimit()).isPositive();
    }

    @Test
    void shouldBeTheDefaultLedgerOfASystemIfAsked() {
        ActorTestKit users = ActorTestKit.create(
                "users",
                ConfigFactory.parseString("pekko.actor.testkit.typed.expect-no-message-default = 1ms\n"
                                + "ledger-actors.embedded.in-memory = on")
                        .withFallback(ConfigFactory.load()));
        try {
            LedgerProbe asDefault = LedgerProbe.createAsDefault(users.system());
            asDefault.expectNoAsk();
            Ledger ofProbe = Ledger.get(users.system());
            ofProbe.lookupAccounts(List.of(UInt128.of(1)));
            asDefault.expectLookupAccounts().reply(List.of());
            TestProbe<Object> watcher = users.createTestProbe();
            asDefault.close();
            watcher.expectTerminated(ofProbe.batcher());
            assertThat(Ledger.get(users.system())).isNotSameAs(ofProbe);
        } finally {
            users.shutdownTestKit();
        }
    }
}
