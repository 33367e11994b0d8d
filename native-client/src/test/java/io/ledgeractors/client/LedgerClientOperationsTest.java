package io.ledgeractors.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ledgeractors.client.exception.ClientClosedException;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests every operation of a client with a ledger that answers. {@code -Dledger.closes=N} sets how many clients are
 * closed, and {@code -Dledger.close.threads=N} how many threads call each of them.
 */
@Timeout(60)
class LedgerClientOperationsTest {
    private static final int CLOSES = Integer.getInteger("ledger.closes", 150);
    private static final int ASKERS = Integer.getInteger("ledger.close.threads", 8);
    private static final Account PAYER =
            account(1).toBuilder().flags(AccountFlags.HISTORY).build();
    private static final Account PAYEE = account(2);

    private LedgerClient client;

    @BeforeEach
    void open() throws Exception {
        client = LedgerClient.over(new NaiveSession(Limits.DEFAULT));
        client.awaitReady(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldAnswerEveryOperation() throws Exception {
        List<CreateAccountResult> accounts = client.createAccounts(List.of(PAYER, PAYEE, account(0)));
        assertThat(accounts)
                .extracting(CreateAccountResult::status)
                .containsExactly(
                        CreateAccountStatus.Created, CreateAccountStatus.Created, CreateAccountStatus.IdMustNotBeZero);
        List<CreateTransferResult> transfers =
                client.createTransfers(List.of(transfer(10), transfer(11), transfer(10)));
        assertThat(transfers)
                .extracting(CreateTransferResult::status)
                .containsExactly(
                        CreateTransferStatus.Created, CreateTransferStatus.Created, CreateTransferStatus.Exists);
        assertThat(transfers.get(2).timestamp()).isEqualTo(transfers.get(0).timestamp());

        List<UInt128> ids = List.of(UInt128.of(2), UInt128.of(99), UInt128.of(1));
        assertThat(client.lookupAccounts(ids)).extracting(Account::id).containsExactly(PAYEE.id(), PAYER.id());
        assertThat(client.lookupTransfers(List.of(UInt128.of(11))))
                .extracting(Transfer::amount)
                .containsExactly(UInt128.of(7));
        AccountFilter filter = AccountFilter.builder()
                .accountId(PAYER.id())
                .flags(AccountFilterFlags.DEBITS)
                .limit(10)
                .build();
        assertThat(client.getAccountTransfers(filter))
                .extracting(Transfer::id)
                .containsExactly(UInt128.of(10), UInt128.of(11));
        assertThat(client.getAccountBalances(filter))
                .extracting(AccountBalance::debitsPosted)
                .containsExactly(UInt128.of(7), UInt128.of(14));
        QueryFilter query = QueryFilter.builder().ledger(1).limit(10).build();
        assertThat(client.queryAccounts(query)).extracting(Account::id).containsExactly(PAYER.id(), PAYEE.id());
        assertThat(client.queryTransfers(query)).hasSize(2);
        assertThat(client.getChangeEvents(ChangeEventsFilter.builder().limit(10).build()))
                .extracting(ChangeEvent::timestamp)
                .containsExactly(transfers.get(0).timestamp(), transfers.get(1).timestamp());
    }

    @Test
    void shouldFindEverythingWithFiltersThatSayNothing() throws Exception {
        client.createAccounts(List.of(PAYER, PAYEE));
        client.createTransfers(List.of(transfer(10), transfer(11)));
        AccountFilter ofPayee = AccountFilter.builder().accountId(PAYEE.id()).build();
        assertThat(client.getAccountTransfers(ofPayee)).hasSize(2);
        AccountFilter ofPayer = AccountFilter.builder().accountId(PAYER.id()).build();
        assertThat(client.getAccountBalances(ofPayer)).hasSize(2);
        QueryFilter any = QueryFilter.builder().build();
        assertThat(client.queryAccounts(any)).hasSize(2);
        assertThat(client.queryTransfers(any)).hasSize(2);
        assertThat(client.getChangeEvents(ChangeEventsFilter.builder().build())).hasSize(2);
    }

    @Test
    void shouldTellWhatFits() {
        assertThat(client.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void shouldAnswerNoEventsWithNoResults() throws Exception {
        assertThat(client.createAccounts(List.of())).isEmpty();
        assertThat(client.createTransfers(List.of())).isEmpty();
        assertThat(client.lookupAccounts(List.of())).isEmpty();
        assertThat(client.lookupTransfers(List.of())).isEmpty();
        AccountFilter nobody =
                AccountFilter.builder().accountId(UInt128.of(404)).build();
        assertThat(client.getAccountTransfers(nobody)).isEmpty();
    }

    @Test
    void shouldExecuteCallsInTheirOrderFromManyThreads() throws Exception {
        client.createAccounts(List.of(PAYER, PAYEE));
        List<Thread> threads = new ArrayList<>();
        AtomicInteger wrong = new AtomicInteger();
        for (int t = 0; t < 4; t++) {
            int first = 1_000 * (t + 1);
            threads.add(new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    int id = first + i;
                    CompletableFuture<List<CreateTransferResult>> created =
                            client.createTransfersAsync(List.of(transfer(id))).toCompletableFuture();
                    List<Transfer> found = client.lookupTransfersAsync(List.of(UInt128.of(id)))
                            .toCompletableFuture()
                            .join();
                    if (!created.isDone() || found.size() != 1) {
                        wrong.incrementAndGet();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).hasValue(0);
        assertThat(client.lookupAccounts(List.of(PAYER.id())).get(0).debitsPosted())
                .isEqualTo(UInt128.of(4 * 50 * 7));
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void shouldEndEveryCallOnceWhenItIsClosedAtAnyMoment() throws Exception {
        Random random = new Random(20261121);
        for (int round = 0; round < CLOSES; round++) {
            closeAtAnyMoment(new Random(random.nextLong()), round);
        }
    }

    private static void closeAtAnyMoment(Random random, int round) throws Exception {
        int each = 20;
        CallQueueLimits limits = new CallQueueLimits(ASKERS * each, CallQueueLimits.DEFAULT.bytes());
        LedgerClient closing = LedgerClient.over(new NaiveSession(Limits.DEFAULT), limits);
        AtomicInteger results = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Throwable> wrong = new ArrayList<>();
        CountDownLatch asked = new CountDownLatch(ASKERS);
        for (int i = 0; i < ASKERS; i++) {
            int first = 1_000 * i;
            new Thread(() -> {
                        for (int n = 0; n < each; n++) {
                            closing.createAccountsAsync(List.of(account(first + n + 1)))
                                    .whenComplete((created, failure) -> {
                                        ended.incrementAndGet();
                                        if (failure == null) {
                                            results.incrementAndGet();
                                        } else if (!isEndOfAClient(failure)) {
                                            synchronized (wrong) {
                                                wrong.add(failure);
                                            }
                                        }
                                    });
                        }
                        asked.countDown();
                    })
                    .start();
        }
        int endedBefore = random.nextInt(ASKERS * each);
        while (ended.get() < endedBefore) {
            Thread.onSpinWait();
        }
        List<Thread> closers =
                IntStream.range(0, 2).mapToObj(i -> new Thread(closing::close)).toList();
        closers.forEach(Thread::start);
        for (Thread closer : closers) {
            closer.join();
        }
        asked.await();
        assertThat(ended).as("calls that ended in round %d", round).hasValue(ASKERS * each);
        assertThat(wrong).isEmpty();
        assertThat(catchThrowable(() -> closing.createAccounts(List.of()))).isInstanceOf(ClientClosedException.class);
    }

    private static boolean isEndOfAClient(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ClientClosedException
                || (cause instanceof OutcomeUnknownException unknown
                        && unknown.ids().size() == 1);
    }

    private static Account account(int id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
    }

    private static Transfer transfer(int id) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(PAYER.id())
                .creditAccountId(PAYEE.id())
                .amount(UInt128.of(7))
                .ledger(1)
                .code(1)
                .build();
    }
}
