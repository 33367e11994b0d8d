package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the same program on the embedded ledger and over TCP, where only the configuration differs. */
class LedgerConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ActorSystem<Void> system(String overrides) {
        return ActorSystem.create(Behaviors.empty(), "connections", config(overrides));
    }

    private static Config config(String overrides) {
        return ConfigFactory.parseString("pekko.loglevel = WARNING\n" + overrides)
                .withFallback(ConfigFactory.defaultReference());
    }

    private static void terminate(ActorSystem<Void> system) {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static <R> List<R> results(CompletionStage<? extends LedgerReply<R>> stage) {
        return stage.toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .orThrow();
    }

    private static Account account(long number) {
        return account(UInt128.of(number));
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static Transfer transfer(UInt128 id, UInt128 debit, UInt128 credit) {
        return Some.transfer(1).toBuilder()
                .id(id)
                .debitAccountId(debit)
                .creditAccountId(credit)
                .build();
    }

    private static void payAndProve(Ledger ledger) {
        payAndProve(ledger, UInt128::of);
    }

    private static void payAndProve(Ledger ledger, LongFunction<UInt128> id) {
        UInt128 payer = id.apply(1);
        UInt128 payee = id.apply(2);
        LedgerHandle client = ledger.newHandle();
        client.createAccounts(List.of(account(payer), account(payee)));
        List<Transfer> transfers = LongStream.of(10, 11, 12)
                .mapToObj(number -> transfer(id.apply(number), payer, payee))
                .toList();
        CompletionStage<CreateTransfersReply> paid = client.createTransfers(transfers);
        CompletionStage<LookupAccountsReply> looked = client.lookupAccounts(List.of(payee, id.apply(99), payer));
        assertThat(results(paid))
                .extracting(CreateTransferResult::status)
                .containsOnly(CreateTransferStatus.Created)
                .hasSize(3);
        assertThat(results(looked)).extracting(Account::id).containsExactly(payee, payer);
        assertThat(results(looked).get(0).creditsPosted()).isEqualTo(UInt128.of(30));
        assertThat(results(ledger.lookupTransfers(List.of(id.apply(11)))))
                .extracting(Transfer::amount)
                .containsExactly(UInt128.of(10));
        AccountFilter filter = AccountFilter.builder()
                .accountId(payer)
                .flags(AccountFilterFlags.DEBITS)
                .limit(2)
                .build();
        assertThat(results(ledger.ask(LedgerRequest.getAccountTransfers(filter))))
                .extracting(Transfer::id)
                .containsExactly(id.apply(10), id.apply(11));
    }

    @Test
    void shouldUseTheEmbeddedLedgerInMemory() {
        ActorSystem<Void> system = system("ledger-actors.embedded.in-memory = on");
        SessionState.Registered registered = Ledger.get(system).awaitReady(PATIENCE);
        assertThat(registered.transport()).isEqualTo("in-process");
        payAndProve(Ledger.get(system));
        terminate(system);
    }

    @Test
    void shouldTakeRequestsOfTheSizeThatIsSetForTheEmbeddedLedger() {
        ActorSystem<Void> system = system("ledger-actors.embedded { in-memory = on, batch-size-limit = 32512 }");
        Ledger ledger = Ledger.get(system);
        ledger.awaitReady(PATIENCE);
        List<Account> tooMany =
                LongStream.rangeClosed(1, 254).mapToObj(id -> account(id)).toList();
        assertThat(ledger.createAccounts(tooMany)
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .outcome())
                .isInstanceOf(LedgerReply.Refused.class);
        assertThat(results(ledger.createAccounts(tooMany.subList(0, 253)))).hasSize(253);
        terminate(system);
    }

    @Test
    void shouldFindItsDataAgainInTheDirectory(@TempDir Path directory) {
        String overrides = "ledger-actors.embedded.data-directory = \"" + directory + "\"";
        ActorSystem<Void> first = system(overrides);
        payAndProve(Ledger.get(first));
        terminate(first);
        ActorSystem<Void> second = system(overrides);
        assertThat(results(Ledger.get(second).createTransfers(Some.transfers(10, 13))))
                .extracting(CreateTransferResult::status)
                .containsExactly(CreateTransferStatus.Exists, CreateTransferStatus.Created);
        terminate(second);
    }

    @Test
    void shouldUseAClusterOverTcp() {
        try (EmbeddedLedger ledger =
                        EmbeddedLedger.open(EmbeddedSettings.inMemory().withClusterId(UInt128.of(7)));
                LedgerServer server = ledger.serve(ServerSettings.onFreePort())) {
            Config served = config("ledger-actors { connection = cluster, cluster { cluster-id = 7, addresses = \""
                    + server.address() + "\" } }");
            ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "connections", OutsideLedger.or(served));
            SessionState.Registered registered = Ledger.get(system).awaitReady(PATIENCE);
            assertThat(registered.transport()).isIn("io_uring", "epoll", "nio");
            payAndProve(Ledger.get(system), OutsideLedger::id);
            terminate(system);
        }
    }

    @Test
    void shouldUseAServerByTheNameOfItsHost() {
        try (EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
                LedgerServer server = ledger.serve(ServerSettings.onFreePort())) {
            ActorSystem<Void> system = system("ledger-actors { connection = cluster, cluster.addresses = \"localhost:"
                    + server.address().port() + "\" }");
            payAndProve(Ledger.get(system));
            terminate(system);
        }
    }

    @Test
    void shouldSayThatANameIsNotResolved() {
        ActorSystem<Void> system =
                system("ledger-actors { connection = cluster, cluster.addresses = \"nobody.invalid:3000\" }");
        assertThatThrownBy(() -> Ledger.get(system).awaitReady(Duration.ofSeconds(5)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("the name nobody.invalid is not resolved")
                .hasMessageContaining("ledger-actors.cluster.addresses");
        terminate(system);
    }

    @Test
    void shouldOpenANewSessionWhenTheServerHasForgottenTheOldOne() {
        EmbeddedLedger before = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        ReplicaAddress address = before.serve(ServerSettings.onFreePort()).address();
        ActorSystem<Void> system =
                system("ledger-actors { connection = cluster, cluster.addresses = \"" + address + "\" }");
        Ledger ledger = Ledger.get(system);
        assertThat(results(ledger.createAccounts(List.of(account(1))))).hasSize(1);
        before.close();
        CompletionStage<CreateAccountsReply> lost = ledger.createAccounts(List.of(account(2)));
        CompletionStage<LookupAccountsReply> unsent = ledger.lookupAccounts(List.of(UInt128.of(2)));
        try (EmbeddedLedger after = EmbeddedLedger.open(EmbeddedSettings.inMemory())) {
            after.serve(ServerSettings.at(address));
            assertThat(lost.toCompletableFuture()
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join()
                            .outcome())
                    .isInstanceOfSatisfying(
                            LedgerReply.Unknown.class,
                            unknown -> assertThat(unknown.ids()).isEqualTo(List.of(UInt128.of(2))));
            assertThat(results(unsent)).isEmpty();
            assertThat(results(ledger.createAccounts(List.of(account(2)))))
                    .extracting(CreateAccountResult::status)
                    .containsExactly(CreateAccountStatus.Created);
            terminate(system);
        }
    }

    @Test
    void shouldSayWhatToDoWhenNobodyAnswers() {
        ActorSystem<Void> system =
                system("ledger-actors { connection = cluster, cluster.addresses = \"127.0.0.1:1\" }");
        assertThatThrownBy(() -> Ledger.get(system).awaitReady(Duration.ofSeconds(2)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1");
        terminate(system);
    }

    @Test
    void shouldRefuseToStartWithAnUnknownKey() {
        ActorSystem<Void> system = system("ledger-actors.embedded { in-memory = on, speed = high }");
        assertThatThrownBy(() -> Ledger.get(system)).hasStackTraceContaining("ledger-actors.embedded.speed");
        terminate(system);
    }
}
