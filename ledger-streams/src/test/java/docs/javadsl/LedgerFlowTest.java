package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.LedgerSummary;
import io.ledgeractors.streams.TestLedger;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uses the flows with an embedded ledger in memory, through the public API only. */
class LedgerFlowTest {
    private static TestLedger ledger;
    private static LedgerStreamSettings settings;

    @BeforeAll
    static void start() {
        ledger = new TestLedger();
        settings = LedgerStreamSettings.create(ledger.system());
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void shouldGiveEachTransferItsOwnResult() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        List<Transfer> transfers = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 1000 == 7 ? transfer(payer, payer, 1) : transfer(payer, payee, 1))
                .toList();

        List<TransferResult> results = get(Source.from(transfers)
                .via(LedgerFlow.createTransfers(ledger.system(), settings))
                .runWith(Sink.seq(), ledger.system()));

        assertThat(results).extracting(TransferResult::transfer).isEqualTo(transfers);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).status())
                    .isEqualTo(
                            i % 1000 == 7
                                    ? CreateTransferStatus.AccountsMustBeDifferent
                                    : CreateTransferStatus.Created);
        }
        assertThat(results).extracting(TransferResult::timestamp).isSorted().doesNotHaveDuplicates();
        assertThat(credits(payee)).isEqualTo(UInt128.of(20_000 - 20));

        assertThat(statuses(transfers))
                .isEqualTo(Map.of(
                        CreateTransferStatus.Exists, 20_000L - 20, CreateTransferStatus.AccountsMustBeDifferent, 20L));
        assertThat(credits(payee)).isEqualTo(UInt128.of(20_000 - 20));
    }

    @Test
    void shouldExecuteChainsAsAWholeOrNotAtAll() {
        UInt128 rich = account(AccountFlags.NONE);
        UInt128 poor = account(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        UInt128 payee = account(AccountFlags.NONE);
        List<Transfer> transfers = new ArrayList<>();
        for (int chain = 0; chain < 500; chain++) {
            transfers.add(linked(transfer(rich, payee, 1)));
            transfers.add(linked(transfer(rich, payee, 1)));
            // The last member of every fifth chain is rejected.
            transfers.add(transfer(chain % 5 == 0 ? poor : rich, payee, 1));
        }

        // 100 is no multiple of 3, so a cut after 100 events would go through a chain.
        List<TransferResult> results = get(Source.from(transfers)
                .via(LedgerFlow.createTransfers(ledger.system(), settings.withMaxEventsPerRequest(100)))
                .runWith(Sink.seq(), ledger.system()));

        for (int i = 0; i < results.size(); i++) {
            boolean broken = i / 3 % 5 == 0;
            CreateTransferStatus expected =
                    i % 3 == 2 ? CreateTransferStatus.ExceedsCredits : CreateTransferStatus.LinkedEventFailed;
            assertThat(results.get(i).status()).isEqualTo(broken ? expected : CreateTransferStatus.Created);
        }
        assertThat(credits(payee)).isEqualTo(UInt128.of(400 * 3));
    }

    @Test
    void shouldExecuteRequestsInOrder() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Transfer reserve = transfer(payer, payee, 3).toBuilder()
                    .flags(TransferFlags.PENDING)
                    .build();
            Transfer post = transfer(payer, payee, 3).toBuilder()
                    .flags(TransferFlags.POST_PENDING_TRANSFER)
                    .pendingId(reserve.id())
                    .build();
            transfers.add(reserve);
            transfers.add(post);
        }

        List<TransferResult> results = get(Source.from(transfers)
                .via(LedgerFlow.createTransfers(ledger.system(), settings.withMaxEventsPerRequest(3)))
                .runWith(Sink.seq(), ledger.system()));

        assertThat(results).extracting(TransferResult::status).containsOnly(CreateTransferStatus.Created);
        assertThat(credits(payee)).isEqualTo(UInt128.of(900));
    }

    @Test
    void shouldCreateAccounts() {
        List<Account> accounts = IntStream.range(0, 10_000)
                .mapToObj(i -> newAccount(AccountFlags.NONE))
                .toList();
        List<AccountResult> results = get(Source.from(accounts)
                .via(LedgerFlow.createAccounts(ledger.system()))
                .runWith(Sink.seq(), ledger.system()));
        assertThat(results).extracting(AccountResult::account).isEqualTo(accounts);
        assertThat(results).extracting(AccountResult::status).containsOnly(CreateAccountStatus.Created);
    }

    @Test
    void shouldSumUp() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        List<Transfer> transfers = IntStream.range(0, 3_000)
                .mapToObj(i -> i % 1000 == 0 ? transfer(payer, payer, 1) : transfer(payer, payee, 1))
                .toList();
        Sink<Transfer, CompletionStage<LedgerSummary<CreateTransferStatus>>> sink =
                LedgerSink.createTransfers(ledger.system(), settings);

        LedgerSummary<CreateTransferStatus> first = get(Source.from(transfers).runWith(sink, ledger.system()));
        LedgerSummary<CreateTransferStatus> again = get(Source.from(transfers).runWith(sink, ledger.system()));

        assertThat(first.total()).isEqualTo(3_000);
        assertThat(first.count(CreateTransferStatus.Created)).isEqualTo(2_997);
        assertThat(first.count(CreateTransferStatus.AccountsMustBeDifferent)).isEqualTo(3);
        assertThat(first.count(CreateTransferStatus.Exists)).isZero();
        assertThat(first.lastTimestamp()).isGreaterThan(first.firstTimestamp());
        assertThat(again.count(CreateTransferStatus.Exists)).isEqualTo(2_997);
        assertThat(again.firstTimestamp()).isEqualTo(first.firstTimestamp());
        assertThat(again.lastTimestamp()).isEqualTo(first.lastTimestamp());
        assertThat(get(Source.<Account>empty().runWith(LedgerSink.createAccounts(ledger.system()), ledger.system()))
                        .total())
                .isZero();
    }

    @Test
    void shouldSumUpBatches() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        List<TransferBatch> batches = IntStream.range(0, 3)
                .mapToObj(i -> TransferBatch.of(List.of(transfer(payer, payee, 1), transfer(payer, payer, 1))))
                .toList();
        LedgerSummary<CreateTransferStatus> summary = get(Source.from(batches)
                .runWith(LedgerSink.createTransferBatches(ledger.system(), settings), ledger.system()));
        assertThat(summary.count(CreateTransferStatus.Created)).isEqualTo(3);
        assertThat(summary.count(CreateTransferStatus.AccountsMustBeDifferent)).isEqualTo(3);
        assertThat(summary.lastTimestamp()).isGreaterThan(summary.firstTimestamp());
        assertThat(get(Source.<AccountBatch>empty()
                                .runWith(LedgerSink.createAccountBatches(ledger.system(), settings), ledger.system()))
                        .total())
                .isZero();
    }

    @Test
    void shouldCarryOffsetsAlong() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        List<Pair<Transfer, Integer>> messages = IntStream.range(0, 5_000)
                .mapToObj(offset -> Pair.create(transfer(payer, payee, 1), offset))
                .toList();

        List<Pair<TransferResult, Integer>> committed = get(Source.from(messages)
                .asSourceWithContext(Pair::second)
                .map(Pair::first)
                .via(LedgerFlow.<Integer>createTransfersWithContext(ledger.system(), settings))
                .runWith(Sink.seq(), ledger.system()));

        for (int offset = 0; offset < messages.size(); offset++) {
            assertThat(committed.get(offset).second()).isEqualTo(offset);
            assertThat(committed.get(offset).first().transfer())
                    .isEqualTo(messages.get(offset).first());
            assertThat(committed.get(offset).first().status()).isEqualTo(CreateTransferStatus.Created);
        }
    }

    @Test
    void shouldTakeBatchesThatAreUsedAgain() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        Flow<TransferBatch, TransferResults, NotUsed> flow =
                LedgerFlow.createTransferBatches(ledger.system(), settings);
        TransferBatch batch = TransferBatch.create();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1_000; i++) {
                batch.add(transfer(payer, payee, 2));
            }
            TransferResults results = get(Source.single(batch).via(flow).runWith(Sink.head(), ledger.system()));
            assertThat(results.count()).isEqualTo(1_000);
            for (int i = 0; i < results.count(); i++) {
                assertThat(results.status(i)).isEqualTo(CreateTransferStatus.Created);
            }
            assertThat(results.batch()).isSameAs(batch);
            results.batch().clear();
        }
        assertThat(credits(payee)).isEqualTo(UInt128.of(6_000));
    }

    @Test
    void shouldSendNothingOfAnOpenChain() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        Transfer open = linked(transfer(payer, payee, 5));
        List<Transfer> transfers = List.of(transfer(payer, payee, 1), open);
        Throwable failure = failure(Source.from(transfers)
                .via(LedgerFlow.createTransfers(ledger.system(), settings))
                .runWith(Sink.ignore(), ledger.system()));
        assertThat(failure)
                .isInstanceOf(ChainOpenException.class)
                .hasMessageContaining(open.id().toString());
        assertThat(credits(payee)).isEqualTo(UInt128.of(1));
    }

    @Test
    void shouldRefuseAChainLongerThanARequest() {
        UInt128 payer = account(AccountFlags.NONE);
        UInt128 payee = account(AccountFlags.NONE);
        List<Transfer> chain = new ArrayList<>();
        for (int i = 0; i < 8_189; i++) {
            chain.add(linked(transfer(payer, payee, 1)));
        }
        chain.add(transfer(payer, payee, 1));
        Throwable failure = failure(Source.from(chain)
                .via(LedgerFlow.createTransfers(ledger.system(), settings))
                .runWith(Sink.ignore(), ledger.system()));
        assertThat(failure).isInstanceOf(ChainTooLongException.class);
        assertThat(((ChainTooLongException) failure).firstId())
                .isEqualTo(chain.get(0).id());
        assertThat(credits(payee)).isEqualTo(UInt128.ZERO);

        assertThat(statuses(chain.subList(1, 8_190))).isEqualTo(Map.of(CreateTransferStatus.Created, 8_189L));
    }

    private static Map<CreateTransferStatus, Long> statuses(List<Transfer> transfers) {
        return get(Source.from(transfers)
                        .via(LedgerFlow.createTransfers(ledger.system()))
                        .toMat(Sink.seq(), Keep.right())
                        .run(ledger.system()))
                .stream()
                .collect(Collectors.groupingBy(TransferResult::status, Collectors.counting()));
    }

    private static Account newAccount(int flags) {
        return Account.builder()
                .id(ledger.newId())
                .ledger(ledger.number())
                .code(1)
                .flags(flags)
                .build();
    }

    private static UInt128 account(int flags) {
        Account account = newAccount(flags);
        AccountResult result = get(Source.single(account)
                .via(LedgerFlow.createAccounts(ledger.system()))
                .runWith(Sink.head(), ledger.system()));
        assertThat(result.status()).isEqualTo(CreateAccountStatus.Created);
        return account.id();
    }

    private static Transfer transfer(UInt128 debit, UInt128 credit, long amount) {
        return Transfer.builder()
                .id(ledger.newId())
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(UInt128.of(amount))
                .ledger(ledger.number())
                .code(1)
                .build();
    }

    private static Transfer linked(Transfer transfer) {
        return transfer.toBuilder().flags(TransferFlags.LINKED).build();
    }

    private static UInt128 credits(UInt128 account) {
        return get(ledger.ledger().lookupAccounts(List.of(account)))
                .orThrow()
                .get(0)
                .creditsPosted();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError("did not fail: " + get(stage));
        } catch (CompletionException failure) {
            return failure.getCause();
        }
    }
}
