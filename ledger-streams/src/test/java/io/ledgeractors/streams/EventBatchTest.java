package io.ledgeractors.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    @Test
    void shouldReturnWhatWasAdded() {
        List<Transfer> transfers =
                LongStream.range(1, 100).mapToObj(EventBatchTest::transfer).toList();
        TransferBatch batch = TransferBatch.of(transfers);
        assertThat(batch.count()).isEqualTo(99);
        for (int i = 0; i < batch.count(); i++) {
            assertThat(batch.get(i)).isEqualTo(transfers.get(i));
            assertThat(batch.id(i)).isEqualTo(transfers.get(i).id());
            assertThat(batch.isLinked(i)).isEqualTo(i % 2 == 0);
        }
        assertThat(batch.bytes().limit()).isEqualTo(99 * 128);
        assertThat(batch.bytes().isReadOnly()).isTrue();
    }

    @Test
    void shouldMoveEncodedEvents() {
        TransferBatch source = TransferBatch.of(List.of(transfer(1), transfer(2), transfer(3)));
        TransferBatch target = TransferBatch.of(List.of(transfer(9)));
        target.addEncoded(source.bytes(), 128, 2);
        assertThat(target.ids()).containsExactly(UInt128.of(9), UInt128.of(2), UInt128.of(3));
        target.truncate(2);
        assertThat(target.ids()).containsExactly(UInt128.of(9), UInt128.of(2));
        assertThatThrownBy(() -> target.truncate(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> target.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        target.clear();
        assertThat(target.isEmpty()).isTrue();
    }

    @Test
    void shouldKeepItsEventsWhenRoomIsMade() {
        TransferBatch batch = TransferBatch.of(List.of(transfer(1)));
        batch.ensureCapacity(1_000);
        batch.ensureCapacity(1);
        assertThat(batch.count()).isOne();
        assertThat(batch.get(0)).isEqualTo(transfer(1));
        batch.lend();
        assertThatThrownBy(() -> batch.ensureCapacity(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseChangesWhileLent() {
        TransferBatch batch = TransferBatch.of(List.of(transfer(1)));
        batch.lend();
        assertThatThrownBy(() -> batch.add(transfer(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(batch::clear).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(batch::lend).isInstanceOf(IllegalStateException.class);
        batch.giveBack();
        batch.add(transfer(2));
        assertThat(batch.count()).isEqualTo(2);
    }

    @Test
    void shouldHoldAccountsToo() {
        Account account = Account.builder()
                .id(UInt128.of(5, 6))
                .ledger(1)
                .code(2)
                .flags(AccountFlags.LINKED)
                .build();
        AccountBatch batch = AccountBatch.of(List.of(account));
        assertThat(batch.get(0)).isEqualTo(account);
        assertThat(batch.id(0)).isEqualTo(UInt128.of(5, 6));
        assertThat(batch.isLinked(0)).isTrue();
    }

    @Test
    void shouldReadResultsByPosition() {
        TransferBatch batch = TransferBatch.of(List.of(transfer(1), transfer(2)));
        ByteBuffer bytes = Bytes.allocate(32);
        CreateTransferResultCodec.encode(77, CreateTransferStatus.Created, bytes, 0);
        CreateTransferResultCodec.encode(78, CreateTransferStatus.ExceedsCredits, bytes, 16);
        TransferResults results = new TransferResults(batch, bytes);
        assertThat(results.count()).isEqualTo(2);
        assertThat(results.status(0)).isEqualTo(CreateTransferStatus.Created);
        assertThat(results.result(1)).isEqualTo(new CreateTransferResult(78, CreateTransferStatus.ExceedsCredits));
        assertThat(results.timestamp(1)).isEqualTo(78);
        assertThat(results.batch()).isSameAs(batch);
        assertThatThrownBy(() -> results.status(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new TransferResults(batch, Bytes.allocate(16)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotShowResultsThatWereOverwritten() {
        TransferBatch batch = TransferBatch.of(List.of(transfer(1)));
        ByteBuffer bytes = Bytes.allocate(16);
        batch.lend();
        CreateTransferResultCodec.encode(77, CreateTransferStatus.Created, bytes, 0);
        TransferResults first = new TransferResults(batch, batch.copyResults(bytes));
        batch.giveBack();
        assertThat(first.timestamp(0)).isEqualTo(77);
        batch.lend();
        CreateTransferResultCodec.encode(78, CreateTransferStatus.Exists, bytes, 0);
        TransferResults second = new TransferResults(batch, batch.copyResults(bytes));
        batch.giveBack();
        assertThat(second.timestamp(0)).isEqualTo(78);
        assertThatThrownBy(() -> first.status(0)).isInstanceOf(IllegalStateException.class);
    }

    private static Transfer transfer(long id) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .amount(UInt128.of(id))
                .flags(id % 2 == 1 ? TransferFlags.LINKED : TransferFlags.NONE)
                .build();
    }
}
