package io.ledgeractors.testkit.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger of a kit with callers that are no batchers: the client without actors, over sessions of the ledger. */
class KitLedgerTest {
    private final TestTime time = new TestTime();
    private final KitLedger ledger = KitLedger.open(time, time, 5);
    private final LedgerClient client = LedgerClient.over(ledger.newSession());
    private final LedgerClient inspector = ledger.newInspector();

    @BeforeEach
    void awaitSession() throws InterruptedException {
        client.awaitReady(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        client.close();
        inspector.close();
        ledger.close();
    }

    @Test
    void shouldStrikeRequestsOfAClientWithoutABatcher() {
        Fault lost = ledger.faults().next(Operation.CREATE_ACCOUNTS, 1).dropReply();
        CompletableFuture<List<CreateAccountResult>> created = create(1);
        lost.await();
        advance(Duration.ofMillis(600));
        assertThat(await(created).get(0).status()).isEqualTo(CreateAccountStatus.Created);
        assertThat(exists(1)).isTrue();
    }

    @Test
    void shouldAnswerUnknownToAClientWithoutABatcher() {
        ledger.faults().next(Operation.CREATE_ACCOUNTS).executeButAnswerUnknown();
        CompletableFuture<List<CreateAccountResult>> created = create(1);
        assertThat(created.handle((results, failure) -> failure).orTimeout(10, TimeUnit.SECONDS))
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(exists(1)).isTrue();
    }

    @Test
    void shouldEndASessionThatWasEvictedWhenItAsksAgain() {
        await(create(1));
        ledger.faults().evictSession();
        assertThat(client.state()).isInstanceOf(SessionState.Registered.class);
        create(2);
        ledger.settle().toCompletableFuture().join();
        assertThat(client.state()).isInstanceOf(SessionState.Evicted.class);
    }

    @Test
    void shouldHaveNothingDueWhileNothingIsUnderWay() {
        await(create(1));
        advance(Duration.ofSeconds(20));
        assertThat(time.alarms()).as("alarms of an idle session").isZero();
    }

    @Test
    void shouldForgetNothingWhenItIsSlowAndLosesItsPower() {
        ledger.faults().slow(Duration.ofMillis(100));
        CompletableFuture<List<CreateAccountResult>> first = create(1);
        advance(Duration.ofMillis(200));
        assertThat(await(first).get(0).status()).isEqualTo(CreateAccountStatus.Created);
        Fault crash = ledger.faults().crashBeforeCommit();
        CompletableFuture<List<CreateAccountResult>> second = create(2);
        crash.await();
        assertThat(exists(1)).isTrue();
        assertThat(exists(2)).isFalse();
        advance(Duration.ofSeconds(2));
        assertThat(await(second).get(0).status()).isEqualTo(CreateAccountStatus.Created);
    }

    @Test
    void shouldExpireWhatIsDueAfterAPowerLossToo() {
        await(create(1));
        await(create(2));
        Transfer pending = Transfer.builder()
                .id(UInt128.of(9))
                .debitAccountId(UInt128.of(1))
                .creditAccountId(UInt128.of(2))
                .amount(UInt128.of(5))
                .ledger(1)
                .code(1)
                .flags(TransferFlags.PENDING)
                .timeout(1)
                .build();
        ledger.faults().crashAfterCommit();
        CompletableFuture<?> reserved =
                client.createTransfersAsync(List.of(pending)).toCompletableFuture();
        advance(Duration.ofMillis(900));
        await(reserved);
        long due = await(ledger.expire().toCompletableFuture()).nextExpiry();
        assertThat(due).isLessThan(time.realtimeNanos() + Duration.ofMillis(101).toNanos());
        advance(Duration.ofMillis(200));
        assertThat(await(ledger.expire().toCompletableFuture()).nextExpiry()).isEqualTo(Long.MAX_VALUE);
        assertThat(await(inspector.lookupAccountsAsync(List.of(UInt128.of(1))).toCompletableFuture())
                        .get(0)
                        .debitsPending())
                .isEqualTo(UInt128.ZERO);
    }

    private CompletableFuture<List<CreateAccountResult>> create(long id) {
        Account account = Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
        return client.createAccountsAsync(List.of(account)).toCompletableFuture();
    }

    // What was asked for so far reaches the ledger before the time moves.
    private void advance(Duration duration) {
        ledger.settle().toCompletableFuture().join();
        time.advance(duration);
    }

    private boolean exists(long id) {
        return !await(inspector.lookupAccountsAsync(List.of(UInt128.of(id))).toCompletableFuture())
                .isEmpty();
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.copy().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
