package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountLookup;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.LedgerSummary;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerImport;
import io.ledgeractors.streams.javadsl.LedgerRejections;
import io.ledgeractors.streams.javadsl.LedgerSink;
import io.ledgeractors.streams.javadsl.LedgerSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceWithContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/streams.md. Each block of the page stands here between two marks. */
class StreamsPageTest {
    private static final Path PAGE = Path.of("../docs/streams.md");
    private static final Path SELF = Path.of("src/test/java/docs/javadsl/StreamsPageTest.java");
    private static final String CONFIG = "ledger-actors.embedded.in-memory = on\narchive.embedded.in-memory = on";
    private static final UInt128 PAYER = UInt128.of(1);
    private static final UInt128 PAYEE = UInt128.of(2);

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    private final ActorSystem<?> system = kit.system();
    private final LedgerStreamSettings settings = LedgerStreamSettings.create(system);
    private final List<Transfer> transfers =
            LongStream.rangeClosed(1, 20).mapToObj(StreamsPageTest::transfer).toList();

    @BeforeEach
    void openAccounts() {
        List<Account> accounts = List.of(account(PAYER), account(PAYEE));
        // #accounts
        Source<AccountResult, ?> opened = Source.from(accounts).via(LedgerFlow.createAccounts(system));
        // #accounts
        assertThat(get(opened.runWith(Sink.seq(), system))).allMatch(AccountResult::isInLedger);
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldCreateTransfers() {
        // #transfers
        CompletionStage<List<TransferResult>> results =
                Source.from(transfers).via(LedgerFlow.createTransfers(system)).runWith(Sink.seq(), system);
        // #transfers
        assertThat(get(results)).extracting(TransferResult::transfer).isEqualTo(transfers);
    }

    @Test
    void shouldLookUp() {
        // #look-up
        CompletionStage<AccountLookup> found =
                Source.single(PAYER).via(LedgerFlow.lookupAccounts(system)).runWith(Sink.head(), system);
        // #look-up
        assertThat(get(found).account()).map(Account::id).contains(PAYER);
    }

    @Test
    void shouldCountByStatus() {
        // #sink
        CompletionStage<LedgerSummary<CreateTransferStatus>> summary =
                Source.from(transfers).runWith(LedgerSink.createTransfers(system), system);
        // #sink
        assertThat(get(summary).count(CreateTransferStatus.Created)).isEqualTo(20);
    }

    @Test
    void shouldCarryAContext() {
        SourceWithContext<Transfer, Long, ?> messages = Source.from(transfers)
                .asSourceWithContext(transfer -> transfer.id().low());
        List<Long> committed = new ArrayList<>();
        // #context
        CompletionStage<Done> done = messages.via(LedgerFlow.createTransfersWithContext(system, settings))
                .asSource()
                .map(Pair::second)
                .runForeach(committed::add, system);
        // #context
        get(done);
        assertThat(committed).isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void shouldReuseABatch() {
        // #batch
        TransferBatch batch = TransferBatch.of(transfers);
        CompletionStage<Long> created = Source.single(batch)
                .via(LedgerFlow.createTransferBatches(system, settings))
                .map(results -> LongStream.range(0, results.count())
                        .filter(i -> results.status((int) i).isInLedger())
                        .count())
                .runWith(Sink.head(), system);
        // #batch
        assertThat(get(created)).isEqualTo(20);
        batch.clear();
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void shouldDivertRejectedTransfers() {
        List<TransferResult> rejected = new ArrayList<>();
        Transfer wrong = transfer(21).toBuilder().creditAccountId(PAYER).build();
        // #rejections
        CompletionStage<Long> accepted = Source.from(List.of(transfer(20), wrong))
                .via(LedgerFlow.createTransfers(system))
                .via(LedgerRejections.divertTo(Sink.foreach(rejected::add)))
                .runWith(Sink.count(), system);
        // #rejections
        assertThat(get(accepted)).isOne();
    }

    @Test
    void shouldReadTheTransfersOfAnAccount() {
        get(Source.from(transfers).runWith(LedgerSink.createTransfers(system), system));
        // #account-transfers
        AccountFilter debits = AccountFilter.builder()
                .accountId(PAYER)
                .flags(AccountFilterFlags.DEBITS)
                .build();
        CompletionStage<List<Transfer>> sent =
                LedgerSource.accountTransfers(system, debits).runWith(Sink.seq(), system);
        // #account-transfers
        assertThat(get(sent)).extracting(Transfer::id).hasSize(20);

        // #query
        QueryFilter filter = QueryFilter.builder().code(1).limit(5).build();
        CompletionStage<List<Transfer>> first =
                LedgerSource.queryTransfers(system, filter).runWith(Sink.seq(), system);
        // #query
        assertThat(get(first)).hasSize(5);
    }

    @Test
    void shouldFollowChangesAndResume() {
        get(Source.from(transfers).runWith(LedgerSink.createTransfers(system), system));
        ResumeToken stored = ResumeToken.START;
        // #live
        ChangeEventsFilter all = ChangeEventsFilter.builder().build();
        Source<Pair<ChangeEvent, ResumeToken>, ?> events = LedgerSource.liveChangeEventsWithContext(
                        system, settings, all, stored)
                .asSource();
        // #live
        Pair<ChangeEvent, ResumeToken> third = get(events.take(3).runWith(Sink.last(), system));
        stored = ResumeToken.parse(third.second().toString());
        Pair<ChangeEvent, ResumeToken> fourth =
                get(LedgerSource.liveChangeEventsWithContext(system, settings, all, stored)
                        .asSource()
                        .runWith(Sink.head(), system));
        assertThat(fourth.first().transfer().id()).isEqualTo(UInt128.of(4));
    }

    @Test
    void shouldCopyIntoASecondLedger() {
        get(Source.from(transfers).runWith(LedgerSink.createTransfers(system), system));
        AccountFilter debits = AccountFilter.builder()
                .accountId(PAYER)
                .flags(AccountFilterFlags.DEBITS)
                .build();
        // #second-ledger
        Ledger archive = Ledger.get(system, "archive");
        Source<Transfer, ?> copies = LedgerSource.accountTransfers(system, debits)
                .map(transfer -> transfer.toBuilder().timestamp(0).build());
        // #second-ledger
        get(Source.from(List.of(account(PAYER), account(PAYEE))).runWith(LedgerSink.createAccounts(archive), system));
        // #second-ledger
        CompletionStage<LedgerSummary<CreateTransferStatus>> copied =
                copies.runWith(LedgerSink.createTransfers(archive), system);
        // #second-ledger
        assertThat(get(copied).count(CreateTransferStatus.Created)).isEqualTo(20);
        assertThat(get(LedgerSource.accountTransfers(archive, debits)
                        .map(Transfer::id)
                        .runWith(Sink.seq(), system)))
                .isEqualTo(transfers.stream().map(Transfer::id).toList());
    }

    @Test
    void shouldImport() {
        Ledger archive = Ledger.get(system, "archive");
        List<Account> accounts = List.of(imported(PAYER, 1), imported(PAYEE, 2));
        List<Transfer> history = transfers.stream()
                .map(transfer -> transfer.toBuilder()
                        .flags(TransferFlags.IMPORTED)
                        .timestamp(100 + transfer.id().low())
                        .build())
                .toList();
        // #import
        CompletionStage<Done> imported = Source.from(accounts)
                .via(LedgerImport.accounts(archive, settings))
                .via(LedgerRejections.stop())
                .runWith(Sink.ignore(), system)
                .thenCompose(done -> Source.from(history)
                        .via(LedgerImport.transfers(archive, settings))
                        .via(LedgerRejections.stop())
                        .runWith(Sink.ignore(), system));
        // #import
        get(imported);
    }

    @Test
    void shouldEndWithTheSystem() {
        Source<Transfer, ?> source = Source.from(transfers);
        // #shutdown
        Pair<UniqueKillSwitch, CompletionStage<LedgerSummary<CreateTransferStatus>>> stream = source.viaMat(
                        KillSwitches.single(), Keep.right())
                .toMat(LedgerSink.createTransfers(system), Keep.both())
                .run(system);
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseServiceUnbind(), "end-stream", () -> {
            stream.first().shutdown();
            return stream.second().thenApply(summary -> Done.getInstance());
        });
        // #shutdown
        system.terminate();
        get(system.getWhenTerminated());
        assertThat(stream.second()).isCompleted();
    }

    @Test
    void shouldShowOnThePageWhatIsCompiledHere() throws Exception {
        List<String> here = new ArrayList<>();
        Matcher blocks = Pattern.compile("( *)// #([a-z-]+)\n(.*?) *// #\\2\n", Pattern.DOTALL)
                .matcher(Files.readString(SELF));
        while (blocks.find()) {
            here.add(blocks.group(3).replace("\n" + blocks.group(1), "\n").strip());
        }
        List<String> shown = new ArrayList<>();
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (code.find()) {
            shown.add(code.group(1).strip());
        }
        assertThat(String.join("\n", shown)).isNotEmpty();
        assertThat(String.join("\n", here))
                .as("the marked code of this class, in the order of the page")
                .isEqualTo(String.join("\n", shown));
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static Account imported(UInt128 id, long timestamp) {
        return account(id).toBuilder()
                .flags(AccountFlags.IMPORTED)
                .timestamp(timestamp)
                .build();
    }

    private static Transfer transfer(long id) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(PAYER)
                .creditAccountId(PAYEE)
                .amount(UInt128.of(5))
                .ledger(1)
                .code(1)
                .build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
