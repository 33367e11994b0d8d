package io.ledgeractors.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dry runs that are larger than the windows of prefetching, the pages of the stores and the caches. */
class SavepointTest {
    private static final int ACCOUNTS = 20;
    private static final int SMALL_CACHE = 3 << 20;
    private static final long LATE = Long.MAX_VALUE / 2;

    private final ByteBuffer reply = Bytes.allocate(200_000);
    private final ByteBuffer accounts = Bytes.allocate(5_000 * 2 * AccountCodec.SIZE);

    static Stream<RecordStores> stores() {
        return Stream.of(RecordStores.offHeap(), new RecordFiles(new MemoryDisk(), Path.of("records"), SMALL_CACHE, 1));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void shouldLeaveNothingOfALargeRequest(RecordStores stores) {
        Book book = new Book(stores);
        book.openAccounts(1, ACCOUNTS, AccountFlags.HISTORY);
        book.openAccounts(ACCOUNTS + 1, ACCOUNTS + 1, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        StateMachine machine = book.ledger.machine();
        List<Transfer> kept = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            long objects = machine.objects();
            long last = machine.lastTimestamp();
            List<CreateTransferStatus> dry = dryRun(machine, transfers(5_000_000 + round, 3_000, 2));
            assertThat(dry)
                    .contains(
                            CreateTransferStatus.Created,
                            CreateTransferStatus.ExceedsCredits,
                            CreateTransferStatus.LinkedEventFailed,
                            CreateTransferStatus.IdAlreadyFailed);
            assertThat(machine.objects()).isEqualTo(objects);
            assertThat(machine.lastTimestamp()).isEqualTo(last);
            assertThat(machine.nextExpiry()).isEqualTo(Long.MAX_VALUE);

            List<Transfer> real = transfers(1 + round * 10_000L, 700, 3);
            List<CreateTransferResult> results = book.createTransfers(real);
            for (int i = 0; i < real.size(); i++) {
                if (results.get(i).status() == CreateTransferStatus.Created) {
                    kept.add(real.get(i).toBuilder()
                            .timestamp(results.get(i).timestamp())
                            .build());
                }
            }
        }
        assertThat(book.queryTransfers(QueryFilter.builder().limit(8_189).build()))
                .isEqualTo(kept);
        assertThat(book.accountTransfers(AccountFilter.builder()
                        .accountId(UInt128.of(3))
                        .limit(8_189)
                        .build()))
                .isEqualTo(kept.stream()
                        .filter(transfer -> transfer.debitAccountId().equals(UInt128.of(3))
                                || transfer.creditAccountId().equals(UInt128.of(3)))
                        .toList());
        assertThat(book.queryTransfers(
                        QueryFilter.builder().code(2).limit(8_189).build()))
                .isEmpty();
    }

    @Test
    void shouldLeaveNothingForALedgerThatResumes() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        Path path = Path.of("records");
        RecordFiles files = new RecordFiles(disk, path, SMALL_CACHE, 1);
        Book book = new Book(files);
        book.openAccounts(1, ACCOUNTS + 1, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        book.create(Book.transfer(1, 1, 2, 0));
        book.create(Book.transfer(2, 1, 2, 1));
        StateMachine machine = book.ledger.machine();
        long objects = machine.objects();
        dryRun(machine, transfers(3, 3_000, 3));
        assertThat(machine.objects()).isEqualTo(objects);
        ImageWriter image = new ImageWriter();
        files.save(image);
        files.force();
        RecordFiles found = RecordFiles.resume(disk.powerCut(), path, SMALL_CACHE, 1, new ImageReader(image.written()));
        StateMachine resumed = new StateMachine(StateSettings.create(), found);
        assertThat(resumed.objects()).isEqualTo(objects);
        assertThat(resumed.lastTimestamp()).isEqualTo(machine.lastTimestamp());
    }

    @Test
    void shouldRefuseWhatARealRequestIsRefused() {
        Book book = new Book(StateSettings.create().withTransfersMax(10));
        book.openAccounts(1, ACCOUNTS, 0);
        StateMachine machine = book.ledger.machine();
        List<Transfer> ten = transfers(1, 10, 2);
        assertThat(dryRun(machine, ten)).hasSize(10);
        assertThat(dryRun(machine, ten)).as("the room is there again").hasSize(10);
        List<Transfer> eleven = transfers(1, 11, 2);
        Throwable dry = failure(() -> dryRun(machine, eleven));
        Throwable real = failure(() -> book.createTransfers(eleven));
        assertThat(dry).isInstanceOf(LedgerFullException.class).hasMessage(real.getMessage());
        book.createTransfers(ten);
    }

    @Test
    void shouldRefuseOtherOperationsAndSmallBuffers() {
        StateMachine machine = Book.withAccounts(2).ledger.machine();
        ValidatedRequest sparse = request(machine, Operation.CREATE_TRANSFERS_SPARSE, transfers(1, 2, 2));
        assertThatThrownBy(() -> machine.dryRun(sparse, LATE, reply, 0, accounts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a dry run creates accounts or transfers, but this is CREATE_TRANSFERS_SPARSE");
        ValidatedRequest two = request(machine, Operation.CREATE_TRANSFERS, transfers(1, 2, 2));
        assertThatThrownBy(() -> machine.dryRun(two, LATE, reply, 0, Bytes.allocate(511)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the accounts of 2 transfers do not fit into 511 bytes");
        machine.dryRun(two, LATE, reply, 0, Bytes.allocate(512));
    }

    /** Returns transfers of which some are in chains, of which some break; some ids fail, and some are used twice. */
    private static List<Transfer> transfers(long firstId, int count, int code) {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean fails = i % 11 == 7;
            long id = firstId + (i % 11 == 8 ? i - 1 : i) + (code == 2 ? count * firstId : 0);
            int flags = (i / 5) % 3 == 1 && i % 5 != 4 && i < count - 1 ? TransferFlags.LINKED : 0;
            if (i % 13 == 0) {
                flags |= TransferFlags.PENDING;
            }
            transfers.add(Book.transfer(id, fails ? ACCOUNTS + 1 : 1 + i % 7, 8 + i % 9, 1 + i)
                    .flags(flags)
                    .code(code)
                    .timeout(code == 2 && i % 13 == 0 ? 60 : 0)
                    .build());
        }
        return transfers;
    }

    private List<CreateTransferStatus> dryRun(StateMachine machine, List<Transfer> transfers) {
        machine.dryRun(request(machine, Operation.CREATE_TRANSFERS, transfers), LATE, reply, 0, accounts);
        List<CreateTransferStatus> statuses = new ArrayList<>();
        for (int i = 0; i < transfers.size(); i++) {
            statuses.add(CreateTransferResultCodec.decode(reply, i * CreateTransferResultCodec.SIZE)
                    .status());
        }
        return statuses;
    }

    private static ValidatedRequest request(StateMachine machine, Operation operation, List<Transfer> transfers) {
        ByteBuffer body = Book.body(operation, transfers.size(), transfers.size());
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), body, i * TransferCodec.SIZE);
        }
        ValidatedRequest request = machine.validate(operation, body, 0, body.limit());
        assertThat(request).isNotNull();
        return request;
    }

    private static Throwable failure(Runnable run) {
        try {
            run.run();
        } catch (LedgerFullException full) {
            return full;
        }
        throw new AssertionError("the request was not refused");
    }
}
