package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.LedgerSummary;
import io.ledgeractors.streams.TransferLookup;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerImport;
import io.ledgeractors.streams.javadsl.LedgerSink;
import io.ledgeractors.streams.javadsl.LedgerSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a stream that reads one ledger of a system and writes to another. */
class SecondLedgerTest {
    private static final String CONFIG = "ledger-actors.embedded.in-memory = on\narchive.embedded.in-memory = on";
    private static final UInt128 PAYER = UInt128.of(1);
    private static final UInt128 PAYEE = UInt128.of(2);

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    private final ActorSystem<?> system = kit.system();
    private final Ledger archive = Ledger.get(system, "archive");

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldCopyTransfersIntoASecondLedger() {
        openAccounts(Ledger.get(system));
        openAccounts(archive);
        List<Transfer> transfers = LongStream.rangeClosed(1, 100)
                .mapToObj(SecondLedgerTest::transfer)
                .toList();
        get(Source.from(transfers).runWith(LedgerSink.createTransfers(system), system));

        AccountFilter debits = AccountFilter.builder()
                .accountId(PAYER)
                .flags(AccountFilterFlags.DEBITS)
                .build();
        CompletionStage<LedgerSummary<CreateTransferStatus>> copied = LedgerSource.accountTransfers(system, debits)
                .map(transfer -> transfer.toBuilder().timestamp(0).build())
                .runWith(LedgerSink.createTransfers(archive), system);

        assertThat(get(copied).count(CreateTransferStatus.Created)).isEqualTo(100);
        assertThat(get(LedgerSource.accountTransfers(archive, debits)
                        .map(Transfer::id)
                        .runWith(Sink.seq(), system)))
                .isEqualTo(transfers.stream().map(Transfer::id).toList());
    }

    @Test
    void shouldUseTheLedgerThatAStageIsGiven() {
        openAccounts(archive);
        Flow<Transfer, TransferResult, NotUsed> flow = LedgerFlow.createTransfers(archive);
        assertThat(get(Source.single(transfer(1)).via(flow).runWith(Sink.head(), system))
                        .status())
                .isEqualTo(CreateTransferStatus.Created);

        Flow<UInt128, TransferLookup, NotUsed> inArchive = LedgerFlow.lookupTransfers(archive);
        Flow<UInt128, TransferLookup, NotUsed> inDefault = LedgerFlow.lookupTransfers(system);
        assertThat(get(Source.single(UInt128.of(1)).via(inArchive).runWith(Sink.head(), system))
                        .transfer())
                .isPresent();
        assertThat(get(Source.single(UInt128.of(1)).via(inDefault).runWith(Sink.head(), system))
                        .transfer())
                .isEmpty();
    }

    @Test
    void shouldImportIntoASecondLedger() {
        LedgerStreamSettings settings = LedgerStreamSettings.create(system);
        Account old = account(PAYER).toBuilder()
                .flags(AccountFlags.IMPORTED)
                .timestamp(1)
                .build();
        assertThat(get(Source.single(old)
                                .via(LedgerImport.accounts(archive, settings))
                                .runWith(Sink.head(), system))
                        .status())
                .isEqualTo(CreateAccountStatus.Created);
        assertThat(get(Source.single(PAYER)
                                .via(LedgerFlow.lookupAccounts(system))
                                .runWith(Sink.head(), system))
                        .account())
                .isEmpty();
    }

    private void openAccounts(Ledger ledger) {
        get(Source.from(List.of(account(PAYER), account(PAYEE))).runWith(LedgerSink.createAccounts(ledger), system));
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
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
