package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.client.exception.ClientClosedException;
import io.ledgeractors.client.exception.ClientReleaseException;
import io.ledgeractors.client.exception.ClusterUnavailableException;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.it.wire.Relay;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client without actors over both kinds of sessions. */
@Timeout(60)
class LedgerClientIT {
    private static final UInt128 CLUSTER = UInt128.of(77);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private static final int CALLS = 100;
    private static final int ROUNDS = 30;

    private static EmbeddedLedger ledger;
    private static ServerUnderTest server;

    private final IdGenerator ids = new IdGenerator();

    @BeforeAll
    static void serve() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory().withClusterId(CLUSTER));
        server = ServerUnderTest.start(CLUSTER);
    }

    @AfterAll
    static void stop() {
        server.close();
        ledger.close();
    }

    @Test
    void shouldPayInThisJvm() throws Exception {
        try (LedgerClient client = LedgerClient.over(ledger.newSession())) {
            pay(client);
        }
    }

    @Test
    void shouldPayOverTcp() throws Exception {
        try (LedgerClient client = LedgerClient.create(settings())) {
            assertThat(client.awaitReady(FIVE_SECONDS).session()).isPositive();
            pay(client);
        }
    }

    private void pay(LedgerClient client) throws InterruptedException {
        List<Account> accounts = IntStream.range(0, 2)
                .mapToObj(
                        i -> Account.builder().id(ids.next()).ledger(1).code(1).build())
                .toList();
        assertThat(client.createAccounts(accounts))
                .extracting(CreateAccountResult::status)
                .containsOnly(CreateAccountStatus.Created);
        List<Transfer> transfers = IntStream.range(0, 8_189)
                .mapToObj(i -> Transfer.builder()
                        .id(ids.next())
                        .debitAccountId(accounts.get(0).id())
                        .creditAccountId(accounts.get(1).id())
                        .amount(UInt128.of(1))
                        .ledger(1)
                        .code(1)
                        .build())
                .toList();
        assertThat(client.createTransfers(transfers))
                .extracting(CreateTransferResult::status)
                .hasSize(8_189)
                .containsOnly(CreateTransferStatus.Created);
        assertThat(client.lookupAccounts(List.of(accounts.get(1).id())).get(0).creditsPosted())
                .isEqualTo(UInt128.of(8_189));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndEveryCallOnceWhenItIsClosedAtAnyMoment(boolean overTcp) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            LedgerClient client = overTcp ? LedgerClient.create(settings()) : LedgerClient.over(ledger.newSession());
            client.awaitReady(FIVE_SECONDS);
            AtomicInteger ended = new AtomicInteger();
            Semaphore progress = new Semaphore(0);
            List<Throwable> wrong = new CopyOnWriteArrayList<>();
            List<Thread> askers = IntStream.range(0, 4)
                    .mapToObj(i -> new Thread(() -> ask(client, ended, progress, wrong)))
                    .toList();
            askers.forEach(Thread::start);
            // Closes after none of the calls in the first round, and after nearly all of them in the last one.
            assertThat(progress.tryAcquire(round * 4 * CALLS / ROUNDS, 20, TimeUnit.SECONDS))
                    .isTrue();
            client.close();
            for (Thread asker : askers) {
                asker.join();
            }
            // A function that is chained to a call while the call ends may run a moment later.
            await().alias("calls that ended in round " + round)
                    .untilAsserted(() -> assertThat(ended).hasValue(4 * CALLS));
            assertThat(wrong).isEmpty();
        }
        // The thread reports the end with its last instructions, so it is gone a moment later.
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("ledger-session"));
    }

    private void ask(LedgerClient client, AtomicInteger ended, Semaphore progress, List<Throwable> wrong) {
        for (int i = 0; i < CALLS; i++) {
            Account account = Account.builder().id(ids.next()).ledger(1).code(1).build();
            client.createAccountsAsync(List.of(account)).whenComplete((results, failure) -> {
                ended.incrementAndGet();
                progress.release();
                boolean expected = failure == null
                        || failure instanceof ClientClosedException
                        || failure instanceof OutcomeUnknownException;
                if (!expected) {
                    wrong.add(failure);
                }
            });
        }
    }

    @Test
    void shouldSayWhatToDoWithinFiveSecondsWhenTheClusterIdIsWrong() throws Exception {
        ClientSettings wrong = ClientSettings.create(UInt128.of(0xdead, 78), List.of(server.address()));
        try (LedgerClient client = LedgerClient.create(wrong)) {
            assertThatThrownBy(() -> client.awaitReady(Duration.ofMillis(1_500)))
                    .isInstanceOfSatisfying(
                            ClusterUnavailableException.class,
                            none -> assertThat(none.state())
                                    .isEqualTo(new SessionState.ClosedWithoutAnswer(
                                            server.address().toString(), true)))
                    .hasMessageContaining("another cluster id");
        }
    }

    @Test
    void shouldGiveUpWhenNobodyIsThere() throws Exception {
        ClientSettings nobody = ClientSettings.create(CLUSTER, List.of(new ReplicaAddress("127.0.0.1", 1)))
                .withGiveUpAfter(Duration.ofMillis(500));
        try (LedgerClient client = LedgerClient.create(nobody)) {
            assertThatThrownBy(() -> client.lookupAccounts(List.of()))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageContainingAll("500 ms", "127.0.0.1:1");
        }
    }

    @Test
    void shouldNameTheSideToUpgrade() throws Exception {
        try (LedgerClient client = LedgerClient.create(settings().withRelease(Release.of(0, 99, 0)))) {
            assertThatThrownBy(() -> client.lookupAccounts(List.of()))
                    .isInstanceOf(ClientReleaseException.class)
                    .hasMessageContaining("upgrade the server");
        }
    }

    @Test
    void shouldDoubtWhatWasInFlightWhenItGaveUpUntilItIsSentAgain() throws Exception {
        Account account = Account.builder().id(ids.next()).ledger(1).code(1).build();
        try (Relay relay = new Relay(server.address());
                LedgerClient client =
                        LedgerClient.create(ClientSettings.create(server.cluster(), List.of(relay.address()))
                                .withGiveUpAfter(Duration.ofMillis(500)))) {
            client.awaitReady(FIVE_SECONDS);
            relay.silence();
            assertThatThrownBy(() -> client.createAccounts(List.of(account)))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            unknown -> assertThat(unknown.ids()).containsExactly(account.id()))
                    .hasCauseInstanceOf(ClusterUnavailableException.class);
            assertThatThrownBy(() -> client.createAccounts(List.of(account)))
                    .isInstanceOf(ClusterUnavailableException.class);
        }
        try (LedgerClient again = LedgerClient.create(settings())) {
            assertThat(again.createAccounts(List.of(account)))
                    .extracting(CreateAccountResult::status)
                    .containsExactly(CreateAccountStatus.Exists);
        }
    }

    private static ClientSettings settings() {
        return ClientSettings.create(server.cluster(), List.of(server.address()));
    }
}
