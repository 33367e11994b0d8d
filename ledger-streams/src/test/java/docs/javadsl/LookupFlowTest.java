package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountLookups;
import io.ledgeractors.streams.IdBatch;
import io.ledgeractors.streams.TestLedger;
import io.ledgeractors.streams.TransferLookup;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LookupFlowTest {
    private static TestLedger ledger;

    @BeforeAll
    static void start() {
        ledger = new TestLedger();
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void shouldGiveEachIdItsOwnTransfer() {
        UInt128 payer = ledger.account(AccountFlags.NONE);
        UInt128 payee = ledger.account(AccountFlags.NONE);
        List<Transfer> transfers = new ArrayList<>();
        List<UInt128> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Transfer transfer = ledger.transfer(payer, payee, i);
            if (i % 3 != 0) {
                transfers.add(transfer);
            }
            ids.add(transfer.id());
            if (i % 10 == 1) {
                ids.add(transfer.id());
            }
        }
        ledger.create(transfers);

        List<TransferLookup> found = TestLedger.get(Source.from(ids)
                .via(LedgerFlow.lookupTransfers(
                        ledger.system(), ledger.settings().withMaxEventsPerRequest(77)))
                .runWith(Sink.seq(), ledger.system()));

        assertThat(found).extracting(TransferLookup::id).isEqualTo(ids);
        List<UInt128> there = transfers.stream().map(Transfer::id).toList();
        assertThat(found).allSatisfy(lookup -> {
            assertThat(lookup.transfer().isPresent()).isEqualTo(there.contains(lookup.id()));
            lookup.transfer().ifPresent(transfer -> assertThat(transfer.id()).isEqualTo(lookup.id()));
        });
    }

    @Test
    void shouldLookBatchesUpAndCarryTheirContexts() {
        UInt128 one = ledger.account(AccountFlags.NONE);
        UInt128 nobody = ledger.newId();
        UInt128 two = ledger.account(AccountFlags.HISTORY);
        List<Pair<IdBatch, String>> batches = List.of(
                Pair.create(IdBatch.of(List.of(one, nobody, two, one)), "a"),
                Pair.create(IdBatch.create(), "b"),
                Pair.create(IdBatch.of(List.of(nobody)), "c"));

        List<Pair<AccountLookups, String>> found = TestLedger.get(Source.from(batches)
                .via(LedgerFlow.<String>lookupAccountBatchesWithContext(ledger.system(), ledger.settings())
                        .asFlow())
                .runWith(Sink.seq(), ledger.system()));

        assertThat(found).extracting(Pair::second).containsExactly("a", "b", "c");
        AccountLookups first = found.get(0).first();
        assertThat(first.count()).isEqualTo(4);
        assertThat(first.found()).isEqualTo(3);
        assertThat(first.isFound(1)).isFalse();
        assertThat(first.get(1)).isEmpty();
        assertThat(first.get(0).orElseThrow().id()).isEqualTo(one);
        assertThat(first.get(2).orElseThrow().flags()).isEqualTo(AccountFlags.HISTORY);
        assertThat(first.get(3).orElseThrow().id()).isEqualTo(one);
        assertThat(found.get(1).first().count()).isZero();
        assertThat(found.get(2).first().found()).isZero();
    }
}
