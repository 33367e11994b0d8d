package io.ledgeractors.embedded.state;

import static io.ledgeractors.embedded.state.Book.account;
import static io.ledgeractors.embedded.state.Book.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests rules that the vectors do not cover, and answers that differ from a real server on purpose. */
class StateMachineTest {
    private final Book book = Book.withAccounts(4);

    @Test
    void shouldRefuseAnImportedPostOfAPendingTransferWithATimeout() {
        book.create(transfer(1, 1, 2, 10).flags(TransferFlags.PENDING).timeout(60));
        long after = book.ledger.machine().lastTimestamp() + 1;
        Transfer.Builder post = Transfer.builder()
                .id(UInt128.of(2))
                .pendingId(UInt128.of(1))
                .amount(UInt128.MAX)
                .timestamp(after)
                .flags(TransferFlags.POST_PENDING_TRANSFER | TransferFlags.IMPORTED);
        assertThat(book.create(post)).isEqualTo(CreateTransferStatus.ImportedEventTimeoutMustBeZero);
        assertThat(book.create(post.flags(TransferFlags.VOID_PENDING_TRANSFER | TransferFlags.IMPORTED)
                        .amount(UInt128.ZERO)))
                .isEqualTo(CreateTransferStatus.ImportedEventTimeoutMustBeZero);
        assertThat(book.lookup(1).debitsPending()).isEqualTo(UInt128.of(10));
    }

    @Test
    void shouldReportAClosedAccountAsARealServerWouldBeforeItStops() {
        book.create(transfer(1, 1, 2, 10).flags(TransferFlags.PENDING).timeout(60));
        book.create(transfer(2, 1, 3, 0).flags(TransferFlags.PENDING | TransferFlags.CLOSING_DEBIT));
        Transfer.Builder post = Transfer.builder()
                .id(UInt128.of(3))
                .pendingId(UInt128.of(1))
                .amount(UInt128.MAX)
                .timestamp(book.ledger.machine().lastTimestamp() + 1)
                .flags(TransferFlags.POST_PENDING_TRANSFER | TransferFlags.IMPORTED);
        assertThat(book.create(post)).isEqualTo(CreateTransferStatus.DebitAccountAlreadyClosed);
        assertThat(book.create(post)).isEqualTo(CreateTransferStatus.IdAlreadyFailed);
    }

    @Test
    void shouldKeepAnImportedTransferApartFromAnExpiry() {
        book.create(transfer(1, 1, 2, 10).flags(TransferFlags.PENDING).timeout(1));
        book.ledger.pause(2_000);
        long expiredAt = book.ledger.machine().lastTimestamp();
        Transfer.Builder imported = transfer(2, 1, 2, 1).flags(TransferFlags.IMPORTED);
        assertThat(book.create(imported.timestamp(expiredAt)))
                .isEqualTo(CreateTransferStatus.ImportedEventTimestampMustNotRegress);
        assertThat(book.create(imported.timestamp(expiredAt - 1))).isEqualTo(CreateTransferStatus.Created);
        List<ChangeEvent> events = book.changeEvents(new ChangeEventsFilter(0, 0, 10));
        assertThat(events.stream().map(ChangeEvent::timestamp)).hasSize(3).isSorted();
    }

    @Test
    void shouldNotMakeTheIdOfAValidChainMemberAFailedOne() {
        List<CreateTransferResult> results = book.createTransfers(List.of(
                transfer(1, 1, 2, 1).flags(TransferFlags.LINKED).build(),
                transfer(2, 1, 99, 1).build()));
        assertThat(results.stream().map(CreateTransferResult::status))
                .containsExactly(CreateTransferStatus.LinkedEventFailed, CreateTransferStatus.CreditAccountNotFound);
        assertThat(book.create(transfer(1, 1, 2, 1))).isEqualTo(CreateTransferStatus.Created);
        assertThat(book.create(transfer(2, 1, 2, 1))).isEqualTo(CreateTransferStatus.IdAlreadyFailed);
    }

    @Test
    void shouldKeepTheLimitOfAQueryAndAcceptTheGreatestOne() {
        createMany(1, 300);
        QueryFilter.Builder filter = QueryFilter.builder().ledger(1);
        assertThat(book.queryTransfers(filter.limit(7).build())).hasSize(7);
        assertThat(book.queryTransfers(filter.limit(QueryFilter.LIMIT_ALL).build()))
                .hasSize(300);
        AccountFilter.Builder ofAccount = AccountFilter.builder().accountId(UInt128.of(1));
        int both = AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS;
        assertThat(book.accountTransfers(ofAccount.flags(both).build())).hasSize(300);
        assertThat(book.accountTransfers(
                        ofAccount.flags(AccountFilterFlags.CREDITS).build()))
                .isEmpty();
    }

    @Test
    void shouldNotFindMembersOfABrokenChain() {
        int[] amounts = LongStream.rangeClosed(1, 600).mapToInt(i -> (int) i).toArray();
        List<Transfer> chain = new ArrayList<>();
        for (int id : amounts) {
            chain.add(transfer(id, 1, 2, 1)
                    .flags(TransferFlags.LINKED)
                    .userData64(5)
                    .userData128(UInt128.of(id % 3 + 1))
                    .build());
        }
        chain.add(transfer(601, 1, 1, 1).build());
        book.createTransfers(chain);
        createMany(10_000, 10);
        assertThat(book.queryTransfers(QueryFilter.builder().limit(100).build()))
                .hasSize(10)
                .allMatch(transfer -> transfer.id().low() >= 10_000);
        assertThat(book.queryTransfers(
                        QueryFilter.builder().userData64(5).limit(100).build()))
                .isEmpty();
        assertThat(book.lookup(1).debitsPosted()).isEqualTo(UInt128.of(10));
    }

    @Test
    void shouldReturnBalancesOnlyOfAccountsWithHistory() {
        book.openAccounts(5, 5, AccountFlags.HISTORY);
        book.create(transfer(1, 5, 1, 3));
        book.create(transfer(2, 1, 5, 1));
        AccountFilter.Builder filter = AccountFilter.builder().limit(10).flags(3);
        assertThat(book.accountBalances(filter.accountId(UInt128.of(5)).build()))
                .extracting(balance -> balance.creditsPosted().low())
                .containsExactly(0L, 1L);
        assertThat(book.accountBalances(filter.accountId(UInt128.of(1)).build()))
                .isEmpty();
    }

    @Test
    void shouldRefuseRequestsBeyondItsBoundsBeforeItChangesAnything() {
        Book small = new Book(
                StateSettings.create().withAccountsMax(3).withTransfersMax(4).withFailedIdsMax(2));
        assertThatThrownBy(() -> small.openAccounts(1, 4, 0))
                .isInstanceOf(LedgerFullException.class)
                .hasMessageContaining("one ledger holds at most 3: 4 more do not fit; use another ledger");
        small.openAccounts(1, 3, 0);
        assertThatThrownBy(() -> small.create(account(4))).isInstanceOf(LedgerFullException.class);
        small.createTransfers(
                List.of(transfer(1, 1, 2, 1).build(), transfer(2, 1, 99, 1).build()));
        assertThat(small.lookupTransfers(List.of(UInt128.of(1)))).hasSize(1);
        assertThatThrownBy(() -> small.createTransfers(List.of(
                        transfer(3, 1, 2, 1).build(), transfer(4, 1, 2, 1).build())))
                .isInstanceOf(LedgerFullException.class)
                .hasMessageContaining("ids of failed transfers");
        small.create(transfer(3, 1, 2, 1));
        small.create(transfer(4, 1, 2, 1));
        small.create(transfer(5, 1, 2, 1));
        assertThatThrownBy(() -> small.create(transfer(6, 1, 2, 1)))
                .isInstanceOf(LedgerFullException.class)
                .hasMessageContaining("transfers");
        assertThat(small.lookup(1).debitsPosted()).isEqualTo(UInt128.of(4));
    }

    @Test
    void shouldRefuseRequestsThatNeedMoreHeapAndStillRead() {
        Book small = new Book(StateSettings.create().withHeapMax(StateSettings.HEAP_MIN));
        small.openAccounts(1, 2, 0);
        AtomicLong created = new AtomicLong();
        assertThatThrownBy(() -> {
                    while (true) {
                        List<Transfer> batch = new ArrayList<>();
                        for (int i = 0; i < 8_000; i++) {
                            batch.add(transfer(created.get() + i + 1, 1, 2, 1).build());
                        }
                        small.createTransfers(batch);
                        created.addAndGet(batch.size());
                    }
                })
                .isInstanceOf(LedgerFullException.class)
                .hasMessageContaining("16 MiB of heap")
                .hasMessageContaining("raise memory.heap (in Java: MemorySettings.withHeap)");
        assertThat(created.get()).isGreaterThan(50_000);
        assertThat(small.ledger.machine().heapBytes()).isLessThan(StateSettings.HEAP_MIN);
        assertThat(small.lookup(1).debitsPosted()).isEqualTo(UInt128.of(created.get()));
        assertThat(small.lookupTransfers(List.of(UInt128.of(created.get()), UInt128.of(created.get() + 1))))
                .hasSize(1);
    }

    @Test
    void shouldRefuseAccountsBeforeTheyTakeMoreHeapThanAllowed() {
        Book small = new Book(StateSettings.create().withHeapMax(StateSettings.HEAP_MIN));
        int[] created = {0};
        assertThatThrownBy(() -> {
                    while (created[0] < 1_000_000) {
                        small.openAccounts(created[0] + 1, created[0] + 8_000, 0);
                        created[0] += 8_000;
                    }
                })
                .isInstanceOf(LedgerFullException.class)
                .hasMessageContaining("16 MiB of heap");
        assertThat(small.ledger.machine().heapBytes()).isLessThan(StateSettings.HEAP_MIN);
        assertThat(small.lookup(created[0]).code()).isEqualTo(1);
    }

    @Test
    void shouldSupportAllOperationsOfASession() {
        for (Operation operation : Operation.values()) {
            boolean known = operation != Operation.REGISTER;
            assertThat(book.ledger.machine().isSupported(operation)).isEqualTo(known);
        }
    }

    @Test
    void shouldExpireTheRestAfterMostPendingTransfersWereVoided() {
        int pending = 12_000;
        int voided = 10_000;
        for (int from = 0; from < pending; from += 2_000) {
            List<Transfer> transfers = new ArrayList<>();
            for (int i = from; i < from + 2_000; i++) {
                // The voided ones are spread over the queue of expiries.
                transfers.add(transfer(1 + i, 1, 2, 1)
                        .flags(TransferFlags.PENDING)
                        .timeout(60 + i % 7)
                        .build());
            }
            book.createTransfers(transfers);
        }
        for (int from = 0; from < voided; from += 2_000) {
            List<Transfer> transfers = new ArrayList<>();
            for (int i = from; i < from + 2_000; i++) {
                transfers.add(Transfer.builder()
                        .id(UInt128.of(100_000 + i))
                        .pendingId(UInt128.of(1 + i))
                        .flags(TransferFlags.VOID_PENDING_TRANSFER)
                        .build());
            }
            assertThat(book.createTransfers(transfers))
                    .allMatch(result -> result.status() == CreateTransferStatus.Created);
        }
        assertThat(book.lookup(1).debitsPending()).isEqualTo(UInt128.of(pending - voided));
        book.ledger.pause(70_000);
        assertThat(book.lookup(1).debitsPending()).isEqualTo(UInt128.ZERO);
        assertThat(book.ledger.machine().nextExpiry()).isEqualTo(Long.MAX_VALUE);
    }

    private void createMany(int firstId, int count) {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(transfer(firstId + i, 1, 2, 1).build());
        }
        book.createTransfers(transfers);
    }
}
