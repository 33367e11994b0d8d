package io.ledgeractors.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executes a random history in which every table grows several times and many chains break. Afterwards the ledger must
 * hold exactly the transfers that it reported as created.
 */
class GrowthTest {
    private static final long SEED = 20_260_101;
    private static final int ACCOUNTS = 40;
    private static final int BATCHES = 120;
    /** Far less than the history takes, so that pages are evicted and loaded. */
    private static final int SMALL_CACHE = 3 << 20;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private Book book = new Book();
    private final Map<UInt128, Transfer> created = new LinkedHashMap<>();
    private final BigInteger[] debits = zeros();
    private final BigInteger[] credits = zeros();
    private long nextId = 1;

    static Stream<RecordStores> stores() {
        return Stream.of(RecordStores.offHeap(), new RecordFiles(new MemoryDisk(), Path.of("records"), SMALL_CACHE, 1));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void shouldHoldTheTransfersThatItReportedAsCreated(RecordStores stores) {
        book = new Book(stores);
        book.openAccounts(1, ACCOUNTS, 0);
        for (int i = 0; i < BATCHES; i++) {
            execute(batch(500 + random.nextInt(2_000)));
        }
        assertThat(created).as("seed %d", SEED).hasSizeGreaterThan(60_000);
        checkLookups();
        checkBalances();
        checkQueries();
        checkChangeEvents();
    }

    private List<Transfer> batch(int events) {
        List<Transfer> transfers = new ArrayList<>();
        int chain = 0;
        for (int i = 0; i < events; i++) {
            if (chain == 0 && random.nextInt(4) == 0) {
                chain = 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 6);
            }
            boolean linked = chain > 1 && i < events - 1;
            chain = Math.max(0, chain - 1);
            transfers.add(transfer().flags(linked ? TransferFlags.LINKED : 0).build());
        }
        return transfers;
    }

    private Transfer.Builder transfer() {
        int debit = 1 + random.nextInt(ACCOUNTS);
        int credit = 1 + random.nextInt(ACCOUNTS);
        // Equal accounts break a chain, an unknown account makes the id a failed one, and a repeated id exists.
        if (random.nextInt(200) == 0) {
            credit = ACCOUNTS + 1;
        }
        long id = random.nextInt(100) == 0 && nextId > 1 ? 1 + random.nextLong(nextId - 1) : nextId++;
        return Book.transfer(id, debit, credit, random.nextInt(1_000))
                .id(UInt128.of(id << 20, id * 31))
                .userData128(UInt128.of(random.nextInt(20_000)))
                .userData64(random.nextInt(500))
                .userData32(random.nextInt(5))
                .code(1 + random.nextInt(7));
    }

    private void execute(List<Transfer> transfers) {
        List<CreateTransferResult> results = book.createTransfers(transfers);
        for (int i = 0; i < transfers.size(); i++) {
            if (results.get(i).status() == CreateTransferStatus.Created) {
                Transfer transfer = transfers.get(i).toBuilder()
                        .timestamp(results.get(i).timestamp())
                        .build();
                assertThat(created.put(transfer.id(), transfer)).isNull();
                add(debits, transfer.debitAccountId(), transfer);
                add(credits, transfer.creditAccountId(), transfer);
            }
        }
    }

    private void checkLookups() {
        List<UInt128> ids = new ArrayList<>();
        for (long id = 1; id < nextId; id++) {
            ids.add(UInt128.of(id << 20, id * 31));
        }
        List<Transfer> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += 8_000) {
            found.addAll(book.lookupTransfers(ids.subList(from, Math.min(ids.size(), from + 8_000))));
        }
        assertThat(found).hasSameSizeAs(created.values());
        found.forEach(transfer -> assertThat(transfer).isEqualTo(created.get(transfer.id())));
    }

    private void checkBalances() {
        for (int id = 1; id <= ACCOUNTS; id++) {
            assertThat(book.lookup(id).debitsPosted().toBigInteger()).isEqualTo(debits[id]);
            assertThat(book.lookup(id).creditsPosted().toBigInteger()).isEqualTo(credits[id]);
        }
    }

    private void checkQueries() {
        for (int i = 1; i < 60; i++) {
            int value = i;
            QueryFilter.Builder filter = QueryFilter.builder().limit(8_189);
            assertThat(book.queryTransfers(filter.userData64(value).build()))
                    .isEqualTo(expected(transfer -> transfer.userData64() == value));
            assertThat(book.queryTransfers(filter.code(3).build()))
                    .isEqualTo(expected(transfer -> transfer.userData64() == value && transfer.code() == 3));
            filter = QueryFilter.builder().limit(8_189).userData128(UInt128.of(value));
            assertThat(book.queryTransfers(filter.build()))
                    .isEqualTo(expected(transfer -> transfer.userData128().low() == value));
            AccountFilter ofAccount = AccountFilter.builder()
                    .accountId(UInt128.of(1 + value % ACCOUNTS))
                    .userData32(1 + value % 4)
                    .limit(8_189)
                    .flags(3)
                    .build();
            assertThat(book.accountTransfers(ofAccount))
                    .isEqualTo(expected(transfer -> transfer.userData32() == ofAccount.userData32()
                            && (transfer.debitAccountId().equals(ofAccount.accountId())
                                    || transfer.creditAccountId().equals(ofAccount.accountId()))));
        }
    }

    private void checkChangeEvents() {
        List<UInt128> seen = new ArrayList<>();
        long from = 1;
        int page;
        do {
            var events = book.changeEvents(new ChangeEventsFilter(from, 0, 2_730));
            for (var event : events) {
                seen.add(event.transfer().id());
                from = event.timestamp() + 1;
            }
            page = events.size();
        } while (page > 0);
        assertThat(seen).isEqualTo(new ArrayList<>(created.keySet()));
    }

    private List<Transfer> expected(Predicate<Transfer> filter) {
        return created.values().stream().filter(filter).toList();
    }

    private static void add(BigInteger[] sums, UInt128 account, Transfer transfer) {
        int id = (int) account.low();
        sums[id] = sums[id].add(transfer.amount().toBigInteger());
    }

    private static BigInteger[] zeros() {
        BigInteger[] sums = new BigInteger[ACCOUNTS + 2];
        Arrays.fill(sums, BigInteger.ZERO);
        return sums;
    }
}
