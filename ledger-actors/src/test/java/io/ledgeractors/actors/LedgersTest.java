package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.health.LedgerLiveness;
import io.ledgeractors.actors.health.LedgerReadiness;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.tck.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests ledgers beside the configured one, and everything that can be asked of a ledger. */
class LedgersTest {
    private ActorSystem<Void> system;

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void start(String config, LedgerSetup... setups) {
        Config all = ConfigFactory.parseString("pekko.loglevel = WARNING\n" + config)
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        ActorSystemSetup setup = ActorSystemSetup.create(BootstrapSetup.create(all));
        for (LedgerSetup one : setups) {
            setup = setup.and(one);
        }
        system = ActorSystem.create(Behaviors.empty(), "ledgers", setup);
    }

    private static <R> List<R> results(CompletionStage<? extends LedgerReply<R>> reply) {
        return reply.toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .orThrow();
    }

    private static Account account(long id) {
        return Account.builder()
                .id(UInt128.of(id))
                .ledger(1)
                .code(1)
                .flags(AccountFlags.HISTORY)
                .build();
    }

    private String threadOfAnswers() {
        CompletableFuture<String> thread = new CompletableFuture<>();
        Ledger.get(system)
                .batcher()
                .tell(LedgerRequest.lookupAccounts(List.of(UInt128.of(1)))
                        .to(reply -> thread.complete(Thread.currentThread().getName())));
        return thread.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void shouldRunTheBatcherOnAThreadOfItsOwn() {
        start("ledger-actors.embedded.in-memory = on");
        assertThat(threadOfAnswers()).contains("ledger-actors.dispatcher");
    }

    @Test
    void shouldRunTheBatcherWhereTheConfigurationSays() {
        start("""
            ledger-actors { embedded.in-memory = on, dispatcher = mine }
            mine { type = Dispatcher, executor = fork-join-executor, fork-join-executor.parallelism-max = 1 }
            """);
        assertThat(threadOfAnswers()).contains("mine");
    }

    @Test
    void shouldSayWhoClosedIt() {
        start("ledger-actors.embedded.in-memory = on");
        Ledger closed = Ledger.open(system, LedgerSettings.create(system));
        Ledger ended = Ledger.get(system);
        closed.awaitReady(Duration.ofSeconds(10));
        ended.awaitReady(Duration.ofSeconds(10));
        closed.close().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(closed.describe()).isEqualTo("closed: closed by its user");
        stop();
        assertThat(ended.describe()).isEqualTo("closed: its actor system ended");
        assertThat(SystemEnd.advice(system)).isNull();
    }

    @Test
    void shouldPutALedgerInThePlaceOfTheConfiguredOneAndAnswerEveryOperation() {
        start("", LedgerSetup.inMemory());
        Ledger ledger = Ledger.get(system);
        AccountFilter ofAccount = AccountFilter.builder()
                .accountId(UInt128.of(1))
                .limit(10)
                .flags(AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS)
                .build();
        QueryFilter any = QueryFilter.builder().limit(10).build();

        assertThat(results(ledger.createAccounts(List.of(account(1), account(2)))))
                .hasSize(2);
        assertThat(results(ledger.createTransfers(Some.transfers(7, 8)))).hasSize(2);
        assertThat(results(ledger.lookupAccounts(List.of(UInt128.of(1))))).hasSize(1);
        assertThat(results(ledger.lookupTransfers(List.of(UInt128.of(7), UInt128.of(9)))))
                .extracting(Transfer::id)
                .containsExactly(UInt128.of(7));
        assertThat(results(ledger.ask(LedgerRequest.getAccountTransfers(ofAccount))))
                .hasSize(2);
        assertThat(results(ledger.ask(LedgerRequest.getAccountBalances(ofAccount))))
                .extracting(AccountBalance::debitsPosted)
                .containsExactly(UInt128.of(10), UInt128.of(20));
        assertThat(results(ledger.ask(LedgerRequest.queryAccounts(any))))
                .extracting(Account::id)
                .containsExactly(UInt128.of(1), UInt128.of(2));
        assertThat(results(ledger.ask(LedgerRequest.queryTransfers(any)))).hasSize(2);
        assertThat(results(ledger.ask(LedgerRequest.getChangeEvents(
                        ChangeEventsFilter.builder().limit(10).build()))))
                .extracting(ChangeEvent::timestamp)
                .hasSize(2);
    }

    @Test
    void shouldFindEverythingWithFiltersThatSayNothing() {
        start("", LedgerSetup.inMemory());
        Ledger ledger = Ledger.get(system);
        results(ledger.createAccounts(List.of(account(1), account(2))));
        results(ledger.createTransfers(Some.transfers(7, 8)));

        AccountFilter ofCreditor =
                AccountFilter.builder().accountId(UInt128.of(2)).build();
        assertThat(results(ledger.ask(LedgerRequest.getAccountTransfers(ofCreditor))))
                .hasSize(2);
        AccountFilter ofDebtor =
                AccountFilter.builder().accountId(UInt128.of(1)).build();
        assertThat(results(ledger.ask(LedgerRequest.getAccountBalances(ofDebtor))))
                .hasSize(2);
        assertThat(results(ledger.ask(
                        LedgerRequest.queryAccounts(QueryFilter.builder().build()))))
                .hasSize(2);
        assertThat(results(ledger.ask(
                        LedgerRequest.queryTransfers(QueryFilter.builder().build()))))
                .hasSize(2);
        assertThat(results(ledger.ask(LedgerRequest.getChangeEvents(
                        ChangeEventsFilter.builder().build()))))
                .hasSize(2);
    }

    @Test
    void shouldOpenSeveralLedgersByTheirPaths() {
        start("ledger-actors.embedded.in-memory = on\nother.ledger.embedded.in-memory = on");
        Ledger first = Ledger.get(system);
        Ledger second = Ledger.get(system, "other.ledger");
        assertThat(Ledger.get(system, "other.ledger")).isSameAs(second).isNotSameAs(first);
        assertThat(Ledger.get(system, "ledger-actors")).isSameAs(first);
        results(first.createAccounts(List.of(account(1))));
        assertThat(results(second.lookupAccounts(List.of(UInt128.of(1))))).isEmpty();
    }

    @Test
    void shouldGiveTheClockOfTheSetupToEveryLedgerOfTheSystem() {
        ManualClock clock = new ManualClock();
        start("other.embedded.in-memory = on", LedgerSetup.inMemory().withClock(clock));
        LedgerSettings inMemory = new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT);
        for (Ledger ledger : List.of(Ledger.get(system), Ledger.get(system, "other"), Ledger.open(system, inMemory))) {
            assertThat(ledger.clock()).isSameAs(clock);
            assertThat(results(ledger.createAccounts(List.of(account(1))))
                            .get(0)
                            .timestamp())
                    .isBetween(ManualClock.START, ManualClock.START + 1_000);
        }
    }

    @Test
    void shouldTakeTheClockOfTheSystemWithoutASetup() {
        start("ledger-actors.embedded.in-memory = on");
        long before = Clock.system().realtimeNanos();
        assertThat(results(Ledger.get(system).createAccounts(List.of(account(1))))
                        .get(0)
                        .timestamp())
                .isGreaterThanOrEqualTo(before);
    }

    @Test
    void shouldNameThePathOfAKeyThatIsWrong() {
        start("other { embedded.in-memory = on, batcher.linger = -1s }\nnoplace {}\nunknown.x = 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ledger.get(system, "other"))
                .withMessageStartingWith("other.batcher.linger");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ledger.get(system, "noplace"))
                .withMessageStartingWith("noplace.embedded.data-directory")
                .withMessageNotContaining("ledger-actors.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ledger.get(system, "unknown"))
                .withMessageStartingWith("unknown.x");
        assertThatThrownBy(() -> Ledger.get(system, "nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void shouldRefuseInTimeWhatCannotBeSent() {
        start("", LedgerSetup.create(BatcherSettings.DEFAULT, FakeSession::new));
        LookupAccountsReply reply = Ledger.get(system)
                .newHandle()
                .withTimeout(Duration.ofMillis(20))
                .lookupAccounts(List.of())
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.TIMED_OUT));
    }

    @Test
    void shouldBeCheckedByPekkoManagement() throws ReflectiveOperationException {
        start("", LedgerSetup.inMemory());
        Ledger.get(system).awaitReady(Duration.ofSeconds(10));
        for (String name : List.of("LedgerReadiness", "LedgerLiveness")) {
            // Pekko Management creates a check by its class name, with the classic system.
            Object check = Class.forName("io.ledgeractors.actors.health." + name)
                    .getConstructor(org.apache.pekko.actor.ActorSystem.class)
                    .newInstance(Adapter.toClassic(system));
            assertThat(((Supplier<?>) check).get())
                    .isInstanceOfSatisfying(
                            CompletionStage.class,
                            answer -> assertThat(answer.toCompletableFuture().join())
                                    .isEqualTo(true));
        }
    }

    @Test
    void shouldCheckTheLedgerThatACheckIsMadeFrom() {
        start("other.connection = embedded\nother.embedded.in-memory = on");
        Ledger other = Ledger.get(system, "other");
        other.awaitReady(Duration.ofSeconds(10));
        assertThat(new LedgerReadiness(other).get().toCompletableFuture().join())
                .isTrue();
        assertThat(new LedgerLiveness(other).get().toCompletableFuture().join()).isTrue();
        stop();
        assertThat(new LedgerReadiness(other).get().toCompletableFuture().join())
                .isFalse();
    }
}
