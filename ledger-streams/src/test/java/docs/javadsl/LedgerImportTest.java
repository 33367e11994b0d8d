package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.ImportOrderException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TestLedger;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerImport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerImportTest {
    private TestLedger ledger;
    private LedgerStreamSettings settings;

    @BeforeEach
    void start() {
        ledger = new TestLedger();
        settings = ledger.settings().withMaxEventsPerRequest(20);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void shouldImportHistoryAndGoOnAfterAStop() {
        List<Account> accounts =
                LongStream.rangeClosed(1, 50).mapToObj(this::account).toList();
        assertThat(TestLedger.get(Source.from(accounts)
                        .via(LedgerImport.accounts(ledger.system(), settings))
                        .runWith(Sink.seq(), ledger.system())))
                .hasSize(50)
                .allMatch(result -> result.status() == CreateAccountStatus.Created)
                .extracting(AccountResult::timestamp)
                .isEqualTo(accounts.stream().map(Account::timestamp).toList());

        List<Transfer> transfers = LongStream.rangeClosed(1, 500)
                .mapToObj(i -> transfer(i, 1_000 + i))
                .toList();
        TestLedger.get(Source.from(transfers.subList(0, 230))
                .via(LedgerImport.transfers(ledger.system(), settings))
                .runWith(Sink.ignore(), ledger.system()));
        // The import is repeated from the start, so elements that are in the ledger answer exists.
        List<Pair<TransferResult, Integer>> again = TestLedger.get(Source.from(transfers)
                .zipWithIndex()
                .asSourceWithContext(pair -> pair.second().intValue())
                .map(Pair::first)
                .via(LedgerImport.<Integer>transfersWithContext(ledger.system(), settings))
                .runWith(Sink.seq(), ledger.system()));
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).second()).isEqualTo(i);
            assertThat(again.get(i).first().status())
                    .isEqualTo(i < 230 ? CreateTransferStatus.Exists : CreateTransferStatus.Created);
            assertThat(again.get(i).first().timestamp())
                    .isEqualTo(transfers.get(i).timestamp());
        }
    }

    @Test
    void shouldSendNothingFromTheFirstWrongOneOn() {
        importAccounts();
        List<Transfer> wrong = List.of(
                transfer(2_001, 0),
                transfer(2_002, 100_009),
                transfer(2_003, 100_010).toBuilder().flags(TransferFlags.NONE).build(),
                transfer(2_004, 100_011).toBuilder().timeout(1).build());
        for (Transfer bad : wrong) {
            List<Transfer> all = new ArrayList<>(List.of(transfer(1_001, 100_009), bad, transfer(1_002, 100_020)));
            List<TransferResult> out = Collections.synchronizedList(new ArrayList<>());
            Throwable failure = TestLedger.failure(Source.from(all)
                    .via(LedgerImport.transfers(ledger.system(), settings))
                    .runForeach(out::add, ledger.system()));
            assertThat(failure).isInstanceOf(ImportOrderException.class).hasMessageContaining("id " + bad.id());
            assertThat(out).hasSize(1);
            assertThat(lookup(bad.id())).isFalse();
            assertThat(lookup(ledger.id(1_002))).isFalse();
        }
    }

    @Test
    void shouldKeepHistoryAndPresentApart() {
        List<Transfer> mixed = new ArrayList<>();
        UInt128 one = ledger.account(AccountFlags.NONE);
        UInt128 two = ledger.account(AccountFlags.NONE);
        for (int i = 0; i < 200; i++) {
            Transfer transfer = ledger.transfer(one, two, 1);
            mixed.add(
                    i / 3 % 2 == 0
                            ? transfer
                            : transfer.toBuilder()
                                    .flags(TransferFlags.IMPORTED)
                                    .timestamp(5_000_000 + i)
                                    .build());
        }
        List<TransferResult> results = TestLedger.get(Source.from(mixed)
                .via(LedgerFlow.createTransfers(ledger.system(), settings))
                .runWith(Sink.seq(), ledger.system()));
        for (TransferResult result : results) {
            // History must be imported before anything else, so only the regressing timestamp is rejected.
            assertThat(result.status())
                    .isEqualTo(
                            result.transfer().timestamp() == 0
                                    ? CreateTransferStatus.Created
                                    : CreateTransferStatus.ImportedEventTimestampMustNotRegress);
        }
    }

    private void importAccounts() {
        List<Account> accounts =
                LongStream.rangeClosed(1, 50).mapToObj(this::account).toList();
        assertThat(TestLedger.get(Source.from(accounts)
                        .via(LedgerImport.accounts(ledger.system(), settings))
                        .runWith(Sink.seq(), ledger.system())))
                .allMatch(result -> result.status() == CreateAccountStatus.Created)
                .extracting(AccountResult::timestamp)
                .isEqualTo(accounts.stream().map(Account::timestamp).toList());
    }

    private boolean lookup(UInt128 id) {
        return TestLedger.get(Source.single(id)
                        .via(LedgerFlow.lookupTransfers(ledger.system()))
                        .runWith(Sink.head(), ledger.system()))
                .transfer()
                .isPresent();
    }

    private Account account(long id) {
        return Account.builder()
                .id(ledger.id(id))
                .ledger(ledger.number())
                .code(1)
                .flags(AccountFlags.IMPORTED)
                .timestamp(ledger.startedAt() + id)
                .build();
    }

    private Transfer transfer(long id, long timestamp) {
        return Transfer.builder()
                .id(ledger.id(id))
                .debitAccountId(ledger.id(1 + id % 50))
                .creditAccountId(ledger.id(1 + (id + 1) % 50))
                .amount(UInt128.of(1))
                .ledger(ledger.number())
                .code(1)
                .flags(TransferFlags.IMPORTED)
                .timestamp(timestamp == 0 ? 0 : ledger.startedAt() + timestamp)
                .build();
    }
}
