package io.ledgeractors.streams.internal.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.TestTransfers;
import io.ledgeractors.streams.TransferBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_121L);
    private static final int RUNS = 10_000;

    private final BatchAssembler<Transfer, TransferBatch> assembler = new BatchAssembler<>(new TransferMapper());

    @Test
    void shouldKeepEveryElementInOrderAndEveryChainWhole() {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            try {
                run(new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("run with -Dledger.seed=" + seed, failure);
            }
        }
    }

    @Test
    void shouldNotMixHistoricalEventsWithOthers() {
        assembler.limit(10);
        for (long id = 1; id <= 3; id++) {
            assembler.add(TestTransfers.transfer(id, false));
        }
        assembler.add(imported(4, true));
        assertThat(assembler.isFull()).isTrue();
        assertThat(assembler.isChainOpen()).isTrue();
        assertThat(assembler.complete()).isEqualTo(3);
        assertThat(assembler.take().batch().ids()).hasSize(3);
        assertThat(assembler.isFull()).isFalse();
        assertThat(assembler.openChainId()).isEqualTo(UInt128.of(4));
        assembler.add(imported(5, false));
        assembler.add(TestTransfers.transfer(6, false));
        assertThat(assembler.isFull()).isTrue();
        assertThat(assembler.isChainOpen()).isFalse();
        assertThat(assembler.take().batch().ids()).containsExactly(UInt128.of(4), UInt128.of(5));
        assertThat(assembler.complete()).isOne();
        assertThat(assembler.take().batch().ids()).containsExactly(UInt128.of(6));
        assertThat(assembler.size()).isZero();
    }

    private static Transfer imported(long id, boolean linked) {
        Transfer transfer = TestTransfers.transfer(id, linked);
        return transfer.toBuilder()
                .flags(transfer.flags() | TransferFlags.IMPORTED)
                .timestamp(id)
                .build();
    }

    private static void run(Random random) {
        int limit = 1 + random.nextInt(40);
        int pauses = 1 + random.nextInt(50);
        List<Transfer> all = TestTransfers.random(random, random.nextInt(80), limit);
        BatchAssembler<Transfer, TransferBatch> assembler = new BatchAssembler<>(new TransferMapper());
        assembler.limit(limit);
        List<Transfer> out = new ArrayList<>();
        ArrayDeque<ElementBatch<Transfer, TransferBatch>> lent = new ArrayDeque<>();
        for (Transfer transfer : all) {
            assembler.add(transfer);
            assertThat(assembler.isChainTooLong()).isFalse();
            assertThat(assembler.isChainOpen()).isEqualTo(TestTransfers.isLinked(transfer));
            boolean pause = random.nextInt(pauses) == 0 && assembler.complete() > 0;
            if (assembler.isFull() || pause) {
                lent.add(assembler.take());
            }
            if (lent.size() > 2 || (!lent.isEmpty() && random.nextInt(3) == 0)) {
                giveBack(lent.remove(), limit, out, assembler);
            }
        }
        if (assembler.complete() > 0) {
            lent.add(assembler.take());
        }
        while (!lent.isEmpty()) {
            giveBack(lent.remove(), limit, out, assembler);
        }
        assertThat(out).isEqualTo(all);
        assertThat(assembler.size()).isZero();
    }

    private static void giveBack(
            ElementBatch<Transfer, TransferBatch> slot,
            int limit,
            List<Transfer> out,
            BatchAssembler<Transfer, TransferBatch> assembler) {
        TransferBatch batch = slot.batch();
        assertThat(batch.count()).isEqualTo(slot.count()).isBetween(1, limit);
        assertThat(batch.isLinked(batch.count() - 1)).as("a chain cut").isFalse();
        for (int i = 0; i < slot.count(); i++) {
            assertThat(batch.get(i)).isEqualTo(slot.element(i));
            out.add(slot.element(i));
        }
        assembler.recycle(slot);
    }

    @Test
    void shouldMoveAnUnfinishedChainToTheNextBatch() {
        assembler.limit(4);
        add(TestTransfers.chain(1, 2, false));
        add(TestTransfers.chain(3, 2, true));
        assertThat(assembler.isFull()).isTrue();
        assertThat(assembler.take().batch().ids()).containsExactly(UInt128.of(1), UInt128.of(2));
        assertThat(assembler.size()).isEqualTo(2);
        assertThat(assembler.complete()).isZero();
        assertThat(assembler.openChainId()).isEqualTo(UInt128.of(3));
        add(List.of(TestTransfers.transfer(5, false)));
        assertThat(assembler.take().batch().ids()).containsExactly(UInt128.of(3), UInt128.of(4), UInt128.of(5));
    }

    @Test
    void shouldTakeAChainThatFillsARequest() {
        assembler.limit(5);
        add(TestTransfers.chain(1, 5, false));
        assertThat(assembler.isChainTooLong()).isFalse();
        assertThat(assembler.take().count()).isEqualTo(5);
    }

    @Test
    void shouldNoticeAChainThatIsTooLong() {
        assembler.limit(5);
        add(TestTransfers.chain(1, 5, true));
        assertThat(assembler.isChainTooLong()).isTrue();
        assertThat(assembler.openChainId()).isEqualTo(UInt128.of(1));
        assertThat(assembler.openChainLength()).isEqualTo(5);
    }

    @Test
    void shouldForgetAnUnfinishedChainOnly() {
        assembler.limit(9);
        add(TestTransfers.chain(1, 2, false));
        add(TestTransfers.chain(3, 3, true));
        assembler.dropOpenChain();
        assertThat(assembler.isChainOpen()).isFalse();
        assertThat(assembler.take().batch().ids()).containsExactly(UInt128.of(1), UInt128.of(2));
        assertThat(assembler.size()).isZero();
    }

    @Test
    void shouldRefuseMoreThanFits() {
        assembler.limit(1);
        assembler.add(TestTransfers.transfer(1, false));
        assertThatThrownBy(() -> assembler.add(TestTransfers.transfer(2, false)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> assembler.limit(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReuseTheMemoryOfASlot() {
        assembler.limit(2);
        add(TestTransfers.chain(1, 2, false));
        ElementBatch<Transfer, TransferBatch> first = assembler.take();
        assembler.recycle(first);
        add(TestTransfers.chain(3, 2, false));
        assembler.take();
        add(TestTransfers.chain(5, 2, false));
        assertThat(assembler.take()).isSameAs(first);
    }

    private void add(List<Transfer> transfers) {
        transfers.forEach(assembler::add);
    }
}
